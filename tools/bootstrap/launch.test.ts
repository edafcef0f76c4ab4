import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { stampInstall } from './freshness.mjs';

/** A workspace with our bootstrap, a command of its own and the running Node as the pinned one. */
describe('npm start and its like', () => {
  let workspace: string;
  const bootstrap = () => join(workspace, 'tools', 'bootstrap.mjs');

  before(() => {
    workspace = mkdtempSync(join(tmpdir(), 'launch-'));
    for (const folder of ['tools/test', 'node_modules/node/bin']) {
      mkdirSync(join(workspace, folder), { recursive: true });
    }
    cpSync(join(import.meta.dirname, '..', 'bootstrap.mjs'), bootstrap());
    cpSync(import.meta.dirname, join(workspace, 'tools', 'bootstrap'), { recursive: true });
    symlinkSync(process.execPath, join(workspace, 'node_modules', 'node', 'bin', 'node'));
    for (const file of ['package.json', 'package-lock.json', 'node_modules/node/package.json']) {
      writeFileSync(join(workspace, file), '{}');
    }
    stampInstall(workspace);
    const command = `
      process.on('SIGTERM', () => process.exit(42));
      if (process.argv[2] === 'wait') { setInterval(() => undefined, 1000); console.log('waiting'); }
      else { console.log(JSON.stringify(process.argv.slice(2)), process.env.PATH.split(':')[0]); process.exitCode = 3; }`;
    writeFileSync(join(workspace, 'tools', 'test', 'main.ts'), command);
  });
  after(() => rmSync(workspace, { recursive: true }));

  it('pass arguments on and the exit code back, with the own tools first on PATH', () => {
    const run = spawnSync(process.execPath, [bootstrap(), 'test', 'unit', '--', '-p'], { encoding: 'utf8' });
    assert.equal(run.stdout.trim(), `["unit","--","-p"] ${join(workspace, 'node_modules', '.bin')}`);
    assert.equal(run.stderr, '');
    assert.equal(run.status, 3);
  });

  it('pass a signal on', async () => {
    const child = spawn(process.execPath, [bootstrap(), 'test', 'wait'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [42, null]);
  });

  it('stop when npm is told to, although npm stops its shell alone', { timeout: 30_000 }, async () => {
    const script = `"${process.execPath}" "${bootstrap()}" test wait; true`;
    const env = { ...process.env, npm_lifecycle_event: 'test' };
    const shell = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'], env });
    await once(shell.stdout, 'data');
    shell.kill('SIGTERM');
    // The pipe ends when the last process that writes to it has.
    await once(shell.stdout, 'end');
  });

  it('answer an unknown command with one sentence', () => {
    const run = spawnSync(process.execPath, [bootstrap(), 'deploy'], { encoding: 'utf8' });
    assert.equal(
      run.stderr,
      'There is no command “deploy”: use one of start, dev, demo, reset, test, build, audit, bench, sbom.\n',
    );
    assert.equal(run.status, 1);
  });
});
