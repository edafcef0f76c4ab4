import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, mkdtempSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { identify, isRunning, type ProcessIdentity } from '../workspace/processes.ts';
import { answersPing } from './redis.ts';

const GONE_WITHIN_MS = 20_000;

/** The real servers, started as others start them: by the command. */
describe('PostgreSQL and Redis', () => {
  let parent: string;
  let child: ChildProcess;
  let addresses: { database_url: string; redis_url: string };
  let servers: ProcessIdentity[];

  before(async () => {
    parent = mkdtempSync(join(tmpdir(), 'services-'));
    chmodSync(parent, 0o755);
    child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), '--ephemeral', '--dir', parent], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [line] = (await once(
      createInterface({ input: child.stdout as NodeJS.ReadableStream }),
      'line',
    )) as [string];
    addresses = JSON.parse(line) as typeof addresses;
    const [folder = ''] = readdirSync(parent);
    const redis = JSON.parse(readFileSync(join(parent, folder, 'redis.json'), 'utf8')) as ProcessIdentity;
    const [postgres] = readFileSync(join(parent, folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    servers = [redis, identify(Number(postgres)) as ProcessIdentity];
  });
  after(() => {
    child.kill('SIGKILL');
    rmSync(parent, { recursive: true, force: true });
  });

  it('answer, and know letters beyond ASCII', async () => {
    const client = new pg.Client({ connectionString: addresses.database_url });
    await client.connect();
    const { rows } = await client.query(`SELECT lower('ÉЯ') AS lower, current_setting('fsync') AS fsync`);
    await client.end();
    assert.deepEqual(rows, [{ lower: 'éя', fsync: 'off' }]);
    const redis = new URL(addresses.redis_url);
    assert.equal(await answersPing(Number(redis.port), redis.password), true);
  });

  it('let nobody in without the password', async () => {
    const url = new URL(addresses.database_url);
    url.password = 'wrong';
    await assert.rejects(
      new pg.Client({ connectionString: url.href }).connect(),
      /password authentication failed/,
    );
    assert.equal(await answersPing(Number(new URL(addresses.redis_url).port), 'wrong'), false);
  });

  it('are gone, with their data, after their command was killed without a chance to stop them', async () => {
    assert.ok(servers.every(isRunning));
    child.kill('SIGKILL');
    const deadline = Date.now() + GONE_WITHIN_MS;
    const left = () => servers.some(isRunning) || readdirSync(parent).length > 0;
    while (left() && Date.now() < deadline) await sleep(20);
    assert.equal(servers.some(isRunning), false);
    assert.deepEqual(existsSync(parent) && readdirSync(parent), []);
  });
});
