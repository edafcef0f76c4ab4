import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What `npm start` leaves for other tools while it runs. */
export interface RunningProduct {
  pid: number;
  api_url: string;
  portal_url: string;
}

/** The product that runs from this project folder, or null. */
export function runningProduct(folder: string): RunningProduct | null {
  try {
    const run = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as RunningProduct;
    process.kill(run.pid, 0);
    return run;
  } catch {
    return null;
  }
}

/** First start may have to build and to fetch Redis. */
const START_PATIENCE_S = 300;

/** Starts the product and waits until it is ready. @returns it, and how to stop it */
export async function startProduct(
  root: string,
  folder: string,
): Promise<{ product: RunningProduct; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [join(root, 'tools/start/main.ts')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const deadline = Date.now() + START_PATIENCE_S * 1000;
  while (Date.now() < deadline) {
    const product = runningProduct(folder);
    if (product && (await isReady(product))) return { product, stop: () => stop(child, ended) };
    if (child.exitCode !== null) throw new Error('The product did not start; its last lines say why.');
    await sleep(200);
  }
  await stop(child, ended);
  throw new Error(`The product was not ready after ${START_PATIENCE_S} s.`);
}

async function isReady({ api_url }: RunningProduct): Promise<boolean> {
  const response = await fetch(`${api_url}/health/ready`).catch(() => null);
  return response?.ok ?? false;
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM');
  await ended;
}
