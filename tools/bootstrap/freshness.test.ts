import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { isFresh, stampInstall } from './freshness.mjs';

describe('the freshness of node_modules', () => {
  let workspace: string;
  const manifest = { name: 'x', scripts: { a: '1' }, dependencies: { left: '1.0.0' } };
  const lock = {
    packages: {
      '': { name: 'x' },
      'node_modules/left': { version: '1.0.0', integrity: 'sha512-left' },
      'node_modules/other-system': { version: '2.0.0', integrity: 'sha512-other', optional: true },
    },
  };
  const write = (path: string, content: object) =>
    writeFileSync(join(workspace, path), JSON.stringify(content));

  beforeEach(() => {
    workspace = mkdtempSync(join(tmpdir(), 'freshness-'));
    mkdirSync(join(workspace, 'node_modules', 'node'), { recursive: true });
    write('package.json', manifest);
    write('package-lock.json', lock);
    write('node_modules/node/package.json', {});
  });
  afterEach(() => rmSync(workspace, { recursive: true }));

  it('is stale without node_modules, and without any word of what is in it', () => {
    assert.equal(isFresh(workspace), false);
    rmSync(join(workspace, 'node_modules'), { recursive: true });
    assert.equal(isFresh(workspace), false);
  });

  it('is fresh after an install, until the lock file or the wanted packages change', () => {
    stampInstall(workspace);
    assert.equal(isFresh(workspace), true);
    write('package.json', { ...manifest, dependencies: { left: '1.0.1' } });
    assert.equal(isFresh(workspace), false);
    write('package.json', manifest);
    write('package-lock.json', {
      packages: { ...lock.packages, 'node_modules/right': { version: '1.0.0' } },
    });
    assert.equal(isFresh(workspace), false);
  });

  it('stays fresh when only a script changes', () => {
    stampInstall(workspace);
    write('package.json', { ...manifest, scripts: { a: '2' } });
    assert.equal(isFresh(workspace), true);
  });

  it('believes what npm itself recorded, packages of other systems aside', () => {
    write('node_modules/.package-lock.json', {
      packages: { 'node_modules/left': { version: '1.0.0', integrity: 'sha512-left' } },
    });
    assert.equal(isFresh(workspace), true);
  });

  it('is stale when npm recorded another version', () => {
    write('node_modules/.package-lock.json', {
      packages: { 'node_modules/left': { version: '0.9.0', integrity: 'sha512-old' } },
    });
    assert.equal(isFresh(workspace), false);
  });
});
