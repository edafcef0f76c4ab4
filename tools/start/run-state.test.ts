import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { identify } from '../workspace/processes.ts';
import { claimRun, runningProduct } from './run-state.ts';

const URLS = { api_url: 'http://127.0.0.1:8000', portal_url: 'http://localhost:4200' };

describe('the note of a run', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'run-'));
    file = join(folder, 'run.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('tells other commands where the product is, and nobody else', async () => {
    const note = await claimRun(URLS, file);
    note.update({ database_url: 'postgresql://x' });
    const { pid, portal_url, database_url } = JSON.parse(readFileSync(file, 'utf8')) as Record<
      string,
      unknown
    >;
    assert.deepEqual(
      { pid, portal_url, database_url },
      { pid: process.pid, portal_url: URLS.portal_url, database_url: 'postgresql://x' },
    );
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(runningProduct(file)?.pid, process.pid);
    note.remove();
    assert.equal(runningProduct(file), undefined);
  });

  it('refuses a second start with the address and the process', async () => {
    await claimRun(URLS, file);
    await assert.rejects(claimRun(URLS, file), {
      message: `Bureau is already running at http://localhost:4200 (process ${process.pid}): stop it with Ctrl-C where it runs, or with kill ${process.pid}.`,
    });
  });

  it('stops what a killed run left behind, and nothing that only has its process id', async () => {
    const orphan = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    await Promise.all([once(orphan, 'spawn'), once(stranger, 'spawn')]);
    const { pid } = spawnSync(process.execPath, ['--version']);
    const processes = [identify(orphan.pid as number), { pid: stranger.pid, started: '1' }];
    writeFileSync(file, JSON.stringify({ ...URLS, pid, started: '1', processes }));
    const ended = once(orphan, 'exit');
    await claimRun(URLS, file);
    assert.deepEqual(await ended, [null, 'SIGTERM']);
    assert.equal(stranger.exitCode ?? stranger.signalCode, null);
    stranger.kill('SIGKILL');
  });
});
