import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ROOT } from '../workspace/paths.ts';
import { freePorts } from '../workspace/ports.ts';

/** A whole product of a test run alone, on ports, database and queues of its own. */
export interface Stack {
  readonly api_url: string;
  readonly portal_url: string;
  readonly email: string;
  readonly password: string;
  /** Machine-made files of this product, its `run.json` among them. */
  readonly folder: string;
}

interface Addresses {
  readonly database_url: string;
  readonly redis_url: string;
}

const READY_WITHIN_MS = 90_000;

/**
 * Starts the built product beside whatever else runs on this machine.
 *
 * @param env settings for it, e.g. `LLM_BASE_URL`
 * @returns it, and how to end it without a trace
 */
export async function startStack(
  env: NodeJS.ProcessEnv = {},
): Promise<Stack & { stop: () => Promise<void> }> {
  const services = await testServices();
  const folder = mkdtempSync(join(tmpdir(), 'bureau-stack-'));
  const [port, portalPort] = await twoPorts();
  const stack = {
    api_url: `http://127.0.0.1:${port}`,
    portal_url: `http://localhost:${portalPort}`,
    email: 'admin@bureau.example',
    password: randomBytes(18).toString('base64url'),
    folder,
  };
  const product = spawn(process.execPath, [join(ROOT, 'tools/stack/product.ts')], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      ...env,
      BUREAU_DIR: folder,
      DATABASE_URL: await freshDatabase(services.database_url),
      REDIS_URL: services.redis_url,
      QUEUE_PREFIX: `stack-${randomBytes(4).toString('hex')}`,
      PORT: String(port),
      PORTAL_PORT: String(portalPort),
      ADMIN_EMAIL: stack.email,
      ADMIN_PASSWORD: stack.password,
    },
  });
  const stop = async () => {
    await end(product, 'SIGTERM');
    await services.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(product, stack);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...stack, stop };
}

/** Those that the test run shares, or servers of our own. */
async function testServices(): Promise<Addresses & { stop: () => Promise<void> }> {
  const { BUREAU_TEST_DATABASE_URL, BUREAU_TEST_REDIS_URL } = process.env;
  if (BUREAU_TEST_DATABASE_URL && BUREAU_TEST_REDIS_URL) {
    return {
      database_url: BUREAU_TEST_DATABASE_URL,
      redis_url: BUREAU_TEST_REDIS_URL,
      stop: async () => undefined,
    };
  }
  const child = spawn(process.execPath, [join(ROOT, 'tools/services/main.ts'), '--ephemeral'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(() =>
      Promise.reject(new Error('PostgreSQL and Redis for the tests did not start.')),
    ),
  ])) as [string];
  return { ...(JSON.parse(line) as Addresses), stop: () => end(child) };
}

async function freshDatabase(serverUrl: string): Promise<string> {
  const name = `bureau_stack_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function twoPorts(): Promise<[number, number]> {
  const ports: number[] = [];
  for await (const port of freePorts()) {
    ports.push(port);
    if (ports.length === 2) break;
  }
  return ports as [number, number];
}

async function untilReady(product: ChildProcess, stack: Stack): Promise<void> {
  let output = '';
  const take = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-8_000));
  product.stdout?.on('data', take);
  product.stderr?.on('data', take);
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!output.includes('Bureau is ready')) {
    if (product.exitCode !== null)
      throw new Error(`The product did not start:\n${output}${logs(stack.folder)}`);
    if (Date.now() > deadline)
      throw new Error(
        `The product was not ready after ${READY_WITHIN_MS / 1000} s:\n${output}${logs(stack.folder)}`,
      );
    await sleep(100);
  }
}

/** The last words of the processes, since their logs go with the folder. */
function logs(folder: string): string {
  return ['api', 'worker', 'portal']
    .map((name) => `\n${name}: ${lastWords(join(folder, 'logs', `${name}.log`))}`)
    .join('');
}

function lastWords(file: string): string {
  try {
    return readFileSync(file, 'utf8').slice(-2_000);
  } catch {
    return 'nothing logged';
  }
}

/** Ends a child by a signal, or by the end of its stdin. */
async function end(child: ChildProcess, signal?: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  if (signal) child.kill(signal);
  else child.stdin?.end();
  await ended;
}
