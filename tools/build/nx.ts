import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { BIN, ROOT } from '../workspace/paths.ts';

/** How one task ended, as the plugin in tools/nx tells it. */
export interface TaskResult {
  readonly project: string;
  readonly target: string;
  readonly status:
    'success' | 'failure' | 'skipped' | 'local-cache' | 'local-cache-kept-existing' | 'remote-cache';
  readonly code: number;
  /** What the task printed. */
  readonly output: string;
}

export interface NxRun {
  readonly code: number;
  /** Everything that Nx printed. */
  readonly output: string;
  /** Empty when Nx did not come as far as running anything. */
  readonly tasks: readonly TaskResult[];
}

export interface NxOptions {
  /** Gets everything that Nx prints, as it comes. */
  readonly log: string;
  readonly env?: NodeJS.ProcessEnv;
}

const ENVIRONMENT = {
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  NX_NO_CLOUD: 'true',
  // Plugins within Nx's own process: starting one process for each takes longer than a cached build.
  NX_ISOLATE_PLUGINS: 'false',
  FORCE_COLOR: '0',
};

/**
 * Runs Nx without its daemon, keeping its output off the screen.
 *
 * @param args such as `run-many -t build`
 */
export async function runNx(args: readonly string[], options: NxOptions): Promise<NxRun> {
  const results = `${options.log}.results.json`;
  mkdirSync(dirname(options.log), { recursive: true });
  rmSync(results, { force: true });
  const log = createWriteStream(options.log);
  const child = spawn(join(BIN, 'nx'), [...args, '--output-style=static'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...ENVIRONMENT, BUREAU_TASK_RESULTS: results, ...options.env },
  });
  const end = () => child.kill();
  process.once('exit', end);
  let output = '';
  const take = (chunk: Buffer) => {
    output += chunk.toString();
    log.write(chunk);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? 1));
  });
  process.removeListener('exit', end);
  log.end();
  await finished(log);
  return { code, output, tasks: readResults(results) };
}

/** Says whether a task did what it should, now or when its result was remembered. */
export function succeeded(task: TaskResult): boolean {
  return task.status !== 'failure' && task.status !== 'skipped';
}

function readResults(file: string): TaskResult[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as TaskResult[];
  } catch {
    return [];
  } finally {
    rmSync(file, { force: true });
  }
}
