import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../workspace/ports.ts';
import { commandLine, identify, stopProcess, type StopStep } from '../workspace/processes.ts';
import { Refusal } from '../workspace/refusal.ts';
import type { ServerAccount } from './account.ts';
import type { OnSpawn } from './kept-server.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { ensureCluster } from './postgres-cluster.ts';
import {
  identityOf,
  spawnServer,
  startFailure,
  stopServer,
  type RunningServer,
  type StartedProcess,
} from './server-process.ts';

const LOOK_AGAIN_MS = 20;
/** Recovery after a crash replays the log: long, but it moves. */
const READY_WITHIN_MS = 180_000;
/** Backends of a postmaster that was killed notice within moments, and hold its shared memory until then. */
const ORPHAN_RETRIES = 20;
const ORPHAN_PAUSE_MS = 250;

/** Fast shutdown; then at once with recovery at the next start; then by force. */
const STOP_STEPS = [
  { signal: 'SIGINT', wait_ms: 15_000 },
  { signal: 'SIGQUIT', wait_ms: 5_000 },
  { signal: 'SIGKILL', wait_ms: 2_000 },
] as const;
const ORPHAN_STEPS: readonly StopStep[] = [{ signal: 'SIGINT', wait_ms: 3_000 }, ...STOP_STEPS.slice(1)];

/** Only where losing everything in a power cut does not matter. */
const WITHOUT_DURABILITY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

export interface PostgresOptions {
  readonly folder: string;
  readonly binaries: PostgresBinaries;
  readonly password: string;
  readonly account: ServerAccount | undefined;
  /** Leaves out everything that guards against a power cut. */
  readonly ephemeral: boolean;
  /** The port to begin looking for a free one at; random without it. */
  readonly port?: number | undefined;
  readonly onSpawn: OnSpawn;
}

/**
 * Starts PostgreSQL on loopback, making its data folder first where there is none. One that an earlier, killed
 * supervisor left running on the same folder is stopped.
 *
 * @throws {Refusal} with the server's own last words when it does not come up
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningServer> {
  const data = await ensureCluster(options.folder, options.binaries, options.password, options.account);
  await stopOrphan(data);
  let retries = 0;
  for await (const port of freePorts(options.port)) {
    for (;;) {
      const started = spawnPostgres(options, data, port);
      const identity = identityOf('PostgreSQL', started);
      options.onSpawn(identity);
      if (await becomesReady(started, data)) {
        return {
          port,
          identity,
          exited: started.exited,
          stop: () => stopServer(identity, started, STOP_STEPS),
        };
      }
      const output = started.output();
      if (/could not bind|Address already in use/.test(output)) break;
      if (!/shared memory block/.test(output) || retries++ === ORPHAN_RETRIES)
        throw startFailure('PostgreSQL', started);
      await sleep(ORPHAN_PAUSE_MS);
    }
  }
  throw new Refusal('PostgreSQL found no free port on 127.0.0.1.');
}

function spawnPostgres(options: PostgresOptions, data: string, port: number): StartedProcess {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];
  if (options.ephemeral) settings.push(...WITHOUT_DURABILITY);
  return spawnServer({
    file: join(options.binaries.bin, 'postgres'),
    args: ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    cwd: options.folder,
    log: join(options.folder, 'postgres.log'),
    env: options.binaries.env,
    account: options.account,
  });
}

async function becomesReady(started: StartedProcess, data: string): Promise<boolean> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (started.running() && Date.now() < deadline) {
    const lines = readPidFile(data);
    if (Number(lines[0]) === started.child.pid && lines[7]?.trim() === 'ready') return true;
    await sleep(LOOK_AGAIN_MS);
  }
  if (started.running()) started.child.kill('SIGKILL');
  return false;
}

async function stopOrphan(data: string): Promise<void> {
  const pid = Number(readPidFile(data)[0]);
  const orphan = pid > 0 ? identify(pid) : undefined;
  if (orphan && commandLine(pid).includes(data)) await stopProcess(orphan, ORPHAN_STEPS);
}

function readPidFile(data: string): string[] {
  const path = join(data, 'postmaster.pid');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
}
