import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { findRedis, type RedisSearch } from './redis-binary.ts';

describe('the search for a Redis', () => {
  let folder: string;
  let search: RedisSearch;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'redis-'));
    mkdirSync(join(folder, 'bin'));
    search = { path: join(folder, 'bin'), cache: join(folder, 'cache'), apt: false, account: undefined };
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function program(name: string, words: string): string {
    const file = join(folder, 'bin', name);
    writeFileSync(file, `#!/bin/sh\necho "${words}"\n`, { mode: 0o755 });
    return file;
  }

  it('takes the one on PATH', async () => {
    const file = program(
      'redis-server',
      'Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64',
    );
    assert.deepEqual(await findRedis(search), { version: '7.0.15', file, env: {} });
  });

  it('prefers Valkey', async () => {
    program('redis-server', 'Redis server v=7.0.15');
    const file = program('valkey-server', 'Server v=8.1.0 sha=0');
    assert.equal((await findRedis(search)).file, file);
  });

  it('takes the chosen one before all others, and says when it does not serve', async () => {
    program('redis-server', 'Redis server v=7.0.15');
    const chosen = program('mine', 'Redis server v=6.2.0');
    assert.equal((await findRedis({ ...search, chosen })).version, '6.2.0');
    await assert.rejects(findRedis({ ...search, chosen: join(folder, 'none') }), {
      message: `REDIS_SERVER_BIN does not serve: ${join(folder, 'none')} does not exist.`,
    });
  });

  it('says in one sentence what was tried, with a command for each system', async () => {
    const old = program('redis-server', 'Redis server v=5.0.14');
    await assert.rejects(findRedis(search), ({ message }: Error) => {
      assert.match(message, /^No Redis was found \(/);
      assert.ok(message.includes(`${old} is 5.0, older than 6.2; apt is not on this system`));
      for (const command of [
        'sudo apt-get install redis-server',
        'sudo dnf install valkey',
        'brew install redis',
      ]) {
        assert.ok(message.includes(command));
      }
      assert.ok(message.includes('REDIS_URL'));
      return !message.includes('\n');
    });
  });
});
