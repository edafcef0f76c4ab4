import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../workspace/ports.ts';
import { isRunning, stopProcess, type ProcessIdentity } from '../workspace/processes.ts';
import { Refusal } from '../workspace/refusal.ts';
import { makePrivateFolder, type ServerAccount } from './account.ts';
import type { OnSpawn } from './kept-server.ts';
import type { RedisBinary } from './redis-binary.ts';
import {
  identityOf,
  spawnServer,
  startFailure,
  stopServer,
  type RunningServer,
  type StartedProcess,
} from './server-process.ts';

const LOOK_AGAIN_MS = 20;
const READY_WITHIN_MS = 60_000;
const PING_WITHIN_MS = 1_000;

const STOP_STEPS = [
  { signal: 'SIGTERM', wait_ms: 10_000 },
  { signal: 'SIGKILL', wait_ms: 2_000 },
] as const;

export interface RedisOptions {
  readonly folder: string;
  readonly binary: RedisBinary;
  readonly password: string;
  readonly account: ServerAccount | undefined;
  /** Keeps nothing on disk. */
  readonly ephemeral: boolean;
  /** The port to begin looking for a free one at; random without it. */
  readonly port?: number | undefined;
  readonly onSpawn: OnSpawn;
}

/**
 * Starts Redis on loopback with an append-only file and no eviction. One that an earlier, killed supervisor left
 * running on the same folder is stopped.
 *
 * @throws {Refusal} with the server's own last words when it does not come up
 */
export async function startRedis(options: RedisOptions): Promise<RunningServer> {
  const data = join(options.folder, 'redis');
  const note = join(options.folder, 'redis.json');
  makePrivateFolder(data, options.account);
  await stopOrphan(note);
  for await (const port of freePorts(options.port)) {
    const started = spawnServer({
      file: options.binary.file,
      // Its configuration comes by stdin: a password among the arguments could be read by every user.
      args: ['-'],
      input: configuration(options, data, port),
      cwd: options.folder,
      log: join(options.folder, 'redis.log'),
      env: options.binary.env,
      account: options.account,
    });
    const identity = identityOf('Redis', started);
    options.onSpawn(identity);
    writeFileSync(note, JSON.stringify(identity));
    if (await becomesReady(started, port, options.password)) {
      return {
        port,
        identity,
        exited: started.exited,
        stop: () => stopServer(identity, started, STOP_STEPS),
      };
    }
    if (!/Address already in use/.test(started.output())) throw startFailure('Redis', started);
  }
  throw new Refusal('Redis found no free port on 127.0.0.1.');
}

function configuration(options: RedisOptions, data: string, port: number): string {
  const durable = options.ephemeral ? ['appendonly no'] : ['appendonly yes', 'appendfsync everysec'];
  return [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir "${data}"`,
    `requirepass ${options.password}`,
    'maxmemory-policy noeviction',
    'save ""',
    ...durable,
  ].join('\n');
}

async function becomesReady(started: StartedProcess, port: number, password: string): Promise<boolean> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (started.running() && Date.now() < deadline) {
    if (await answersPing(port, password)) return true;
    await sleep(LOOK_AGAIN_MS);
  }
  if (started.running()) started.child.kill('SIGKILL');
  return false;
}

/** Says whether a Redis on this port takes the password and has its data loaded. */
export function answersPing(port: number, password: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: PING_WITHIN_MS });
    let answer = '';
    const end = (good: boolean) => {
      socket.destroy();
      resolve(good);
    };
    socket.once('connect', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      if (answer === '+OK\r\n+PONG\r\n') end(true);
      else if (answer.includes('-')) end(false);
    });
    socket
      .once('error', () => end(false))
      .once('timeout', () => end(false))
      .once('close', () => end(false));
  });
}

async function stopOrphan(note: string): Promise<void> {
  if (!existsSync(note)) return;
  const orphan = JSON.parse(readFileSync(note, 'utf8')) as ProcessIdentity;
  if (isRunning(orphan)) await stopProcess(orphan, STOP_STEPS);
}
