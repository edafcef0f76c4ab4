import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OnSpawn } from '../services/kept-server.ts';
import {
  identityOf,
  spawnServer,
  startFailure,
  stopServer,
  type RunningServer,
  type StartedProcess,
} from '../services/server-process.ts';
import { LOG_DIR, ROOT } from '../workspace/paths.ts';
import { Refusal } from '../workspace/refusal.ts';

const LOOK_AGAIN_MS = 100;
const READY_WITHIN_MS = 60_000;
/** A worker finishes what it has in hand for up to 30 s. */
const STOP_STEPS = [
  { signal: 'SIGTERM', wait_ms: 35_000 },
  { signal: 'SIGKILL', wait_ms: 2_000 },
] as const;

/** One process of the product. */
export interface Application {
  readonly name: string;
  /** Program and arguments for Node. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly port: number;
  /** Says whether it does its work. */
  readonly isReady: () => Promise<boolean>;
}

/**
 * Starts one process of the product and waits until it does its work. It logs to .bureau/logs/<name>.log.
 *
 * @throws {Refusal} with its last words when it does not come up
 */
export async function startApplication(application: Application, onSpawn: OnSpawn): Promise<RunningServer> {
  const { name, port } = application;
  const log = join(LOG_DIR, `${name}.log`);
  const started = spawnServer({
    file: process.execPath,
    args: ['--enable-source-maps', ...application.args],
    env: application.env,
    cwd: ROOT,
    log,
  });
  const identity = identityOf(name, started);
  onSpawn(identity);
  await untilReady(application, started, log);
  return { port, identity, exited: started.exited, stop: () => stopServer(identity, started, STOP_STEPS) };
}

async function untilReady(application: Application, started: StartedProcess, log: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (started.running()) {
    if (await application.isReady()) return;
    if (Date.now() > deadline) {
      started.child.kill('SIGKILL');
      throw new Refusal(
        `The ${application.name} was not ready after ${READY_WITHIN_MS / 1000} s: its log is ${log}.`,
      );
    }
    await sleep(LOOK_AGAIN_MS);
  }
  const failure = startFailure(`The ${application.name}`, started);
  throw new Refusal(`${failure.message}\nIts log is ${log}.`);
}

/** Says whether an address answers with a success. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
