import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { identify, stopProcess, type ProcessIdentity, type StopStep } from '../workspace/processes.ts';
import { FULL_DISK, Refusal } from '../workspace/refusal.ts';
import type { ServerAccount } from './account.ts';

const LARGEST_LOG = 10 * 1024 * 1024;

/** A database server that answers. */
export interface RunningServer {
  readonly port: number;
  readonly identity: ProcessIdentity;
  /** Resolves when the process has ended, whoever ended it. */
  readonly exited: Promise<void>;
  /** Stops it in order, firmly in the end. */
  stop(): Promise<void>;
}

export interface ServerCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly log: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly account?: ServerAccount | undefined;
  /** Written to the server's stdin, which is then closed. */
  readonly input?: string;
}

export interface StartedProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<void>;
  /** False once the process has ended. */
  running(): boolean;
  /** The end of what this process has written to its log so far. */
  output(): string;
}

/**
 * Starts a server in a session of its own, so that Ctrl-C in the terminal reaches us alone and we choose the order in
 * which things stop. Its output goes to `log`.
 */
export function spawnServer(command: ServerCommand): StartedProcess {
  const log = openLog(command.log);
  const logStart = fstatSync(log).size;
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C.UTF-8', ...command.env },
    stdio: ['pipe', log, log],
    detached: true,
    ...command.account,
  });
  closeSync(log);
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(command.input ?? '');
  child.unref();
  let ended = false;
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      ended = true;
      resolve();
    };
    child.once('exit', end).once('error', end);
  });
  return { child, exited, running: () => !ended, output: () => readEnd(command.log, logStart) };
}

/**
 * Names a started child, for the watchdog and for the next start.
 *
 * @throws {Refusal} when it could not be started at all
 */
export function identityOf(name: string, started: StartedProcess): ProcessIdentity {
  const identity = started.child.pid === undefined ? undefined : identify(started.child.pid);
  if (identity === undefined) throw startFailure(name, started);
  return identity;
}

/** Stops a server and waits until it is gone. */
export async function stopServer(
  identity: ProcessIdentity,
  { child, exited }: StartedProcess,
  steps: readonly StopStep[],
): Promise<void> {
  // Started unreferenced, so that a server alone keeps no command alive: while we wait for its end, it does.
  child.ref();
  if (await stopProcess(identity, steps)) await exited;
}

/** The sentence for a server that ended before it answered. */
export function startFailure(name: string, started: StartedProcess): Refusal {
  const output = started.output();
  if (/No space left|ENOSPC/i.test(output)) return new Refusal(FULL_DISK);
  return new Refusal(`${name} could not start: ${lastWords(output)}`);
}

/** The last line that says something went wrong, else the last line. */
function lastWords(output: string): string {
  const lines = output.trim().split('\n');
  const worst = lines.findLast((line) => /FATAL|PANIC|error|can't/i.test(line)) ?? lines.at(-1);
  return worst?.replace(/^[\d-]+ [\d:.]+ UTC \[\d+\] /, '').trim() || 'it ended without a word.';
}

function readEnd(log: string, from: number): string {
  return readFileSync(log).subarray(from).toString('utf8').slice(-4_000);
}

function openLog(path: string): number {
  const log = openSync(path, 'a', 0o600);
  if (fstatSync(log).size > LARGEST_LOG) ftruncateSync(log);
  return log;
}
