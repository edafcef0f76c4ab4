import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { withInstallLock } from './install-lock.mjs';

describe('the lock around an install', () => {
  let workspace: string;
  beforeEach(() => (workspace = mkdtempSync(join(tmpdir(), 'lock-'))));
  afterEach(() => rmSync(workspace, { recursive: true }));

  it('lets a second caller wait until the first is done', async () => {
    const events: string[] = [];
    const gate = Promise.withResolvers<undefined>();
    const first = withInstallLock(workspace, async () => {
      events.push('first begins');
      await gate.promise;
      events.push('first ends');
    });
    const second = withInstallLock(workspace, async () => void events.push('second'));
    gate.resolve(undefined);
    await Promise.all([first, second]);
    assert.deepEqual(events, ['first begins', 'first ends', 'second']);
  });

  it('is taken over from a process that is gone', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    mkdirSync(join(workspace, '.bureau'));
    writeFileSync(join(workspace, '.bureau', 'install.lock'), String(pid));
    assert.equal(await withInstallLock(workspace, async () => 'done'), 'done');
  });

  it('is released when the install fails', async () => {
    await assert.rejects(
      withInstallLock(workspace, () => Promise.reject(new Error('no network'))),
      /no network/,
    );
    assert.equal(existsSync(join(workspace, '.bureau', 'install.lock')), false);
  });
});
