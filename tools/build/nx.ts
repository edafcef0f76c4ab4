import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { BIN, ROOT } from '../workspace/paths.ts';

export interface NxRun {
  readonly code: number;
  /** Everything that it printed. */
  readonly output: string;
}

export interface NxOptions {
  /** Gets everything that Nx prints, as it comes. */
  readonly log: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Is told of each task as it ends, in the order of their ends. */
  readonly onTask?: (task: string, good: boolean) => void;
}

/** Nx marks the end of each task so when it does not own the terminal. */
const TASK_END = /^\s*(?:✔|✖)\s+(?:nx run )?(\S+:\S+)/;

/**
 * Runs Nx without its daemon, keeping its output off the screen.
 *
 * @param args such as `run-many -t build`
 */
export async function runNx(args: readonly string[], options: NxOptions): Promise<NxRun> {
  mkdirSync(dirname(options.log), { recursive: true });
  const log = createWriteStream(options.log);
  const child = spawn(join(BIN, 'nx'), [...args, '--output-style=static'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NX_DAEMON: 'false',
      NX_TUI: 'false',
      NX_NO_CLOUD: 'true',
      FORCE_COLOR: '0',
      ...options.env,
    },
  });
  const end = () => child.kill();
  process.once('exit', end);
  let output = '';
  const take = (chunk: Buffer) => {
    const text = chunk.toString();
    output += text;
    log.write(text);
    for (const line of text.split('\n')) {
      const task = TASK_END.exec(line)?.[1];
      if (task) options.onTask?.(task, line.includes('✔'));
    }
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
  return { code, output };
}
