import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const run = (program: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [join(import.meta.dirname, program), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
  });

describe('verifying the audit log', () => {
  it('says what it needs where there is no database', () => {
    const folder = mkdtempSync(join(tmpdir(), 'audit-'));
    const { status, stderr } = run('main.ts', [], { BUREAU_DIR: folder, DATABASE_URL: '' });
    rmSync(folder, { recursive: true });
    assert.equal(status, 2);
    assert.equal(
      stderr,
      'No database to look at: run Bureau (npm start) beside this, or set DATABASE_URL.\n',
    );
  });

  it('of an export says how it is used', () => {
    const { status, stderr } = run('verify-export.mjs');
    assert.equal(status, 2);
    assert.match(stderr, /^Usage: node verify-export\.mjs <export\.ndjson>/);
  });
});
