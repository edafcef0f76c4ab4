import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const WORKSPACE = join(__dirname, '../../../../..');
const NODE = join(WORKSPACE, 'node_modules/.bin/node');

/** Addresses of real servers for tests: a superuser of PostgreSQL on its `postgres` database, and a Redis. */
export interface TestServices {
  database_url: string;
  redis_url: string;
}

/** Starts PostgreSQL and Redis of this test run alone; they end with the process that `stop` ends. */
export async function startServices(): Promise<TestServices & { stop(): Promise<void> }> {
  const version = process.env.BUREAU_TEST_PG;
  const child = spawn(
    NODE,
    [join(WORKSPACE, 'tools/services/main.ts'), '--ephemeral', ...(version ? [`--pg=${version}`] : [])],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  const addresses = JSON.parse(await firstLine(child)) as TestServices;
  return {
    ...addresses,
    stop: async () => {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (!stdout) throw new Error('The test services have no stdout');
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout }).once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`The test services ended at once (exit code ${String(code)})`)),
    );
  });
}
