import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MACHINE_DIR } from '../workspace/paths.ts';
import { identify, isRunning, stopProcess, type ProcessIdentity } from '../workspace/processes.ts';
import { Refusal } from '../workspace/refusal.ts';

const FILE = join(MACHINE_DIR, 'run.json');

/** What a running product tells other commands: `.bureau/run.json`, readable by its owner alone. */
export interface RunState {
  readonly pid: number;
  /** When that process started, in the system's own terms; with the id it names one process for good. */
  readonly started: string;
  readonly api_url: string;
  readonly portal_url: string;
  /** Absent until they are up. */
  readonly database_url?: string;
  readonly redis_url?: string;
  /** The processes that it supervises. */
  readonly processes: readonly ProcessIdentity[];
}

const ORPHAN_STEPS = [
  { signal: 'SIGTERM', wait_ms: 5_000 },
  { signal: 'SIGKILL', wait_ms: 1_000 },
] as const;

/** The product that runs from this checkout, if one does. */
export function runningProduct(file = FILE): RunState | undefined {
  const state = read(file);
  return state && isRunning(state) ? state : undefined;
}

/**
 * Notes that this process runs the product now. What a killed one left behind is stopped first.
 *
 * @throws {Refusal} when another process does
 */
export async function claimRun(
  urls: Pick<RunState, 'api_url' | 'portal_url'>,
  file = FILE,
): Promise<RunNote> {
  const other = read(file);
  if (other && isRunning(other)) {
    throw new Refusal(
      `Bureau is already running at ${other.portal_url} (process ${other.pid}): stop it with Ctrl-C where it runs, or with kill ${other.pid}.`,
    );
  }
  await Promise.all((other?.processes ?? []).map((identity) => stopProcess(identity, ORPHAN_STEPS)));
  const self = identify(process.pid);
  if (!self) throw new Error('This process does not find itself among the running ones.');
  return new RunNote({ ...urls, ...self, processes: [] }, file);
}

/** The note of this run, kept up to date until it ends. */
export class RunNote {
  private state: RunState;
  private readonly file: string;

  constructor(state: RunState, file: string) {
    this.state = state;
    this.file = file;
    this.write();
  }

  update(change: Partial<RunState>): void {
    this.state = { ...this.state, ...change };
    this.write();
  }

  /** Adds a supervised process, forgetting those that have ended. */
  addProcess(identity: ProcessIdentity): void {
    this.update({ processes: [...this.state.processes.filter(isRunning), identity] });
  }

  remove(): void {
    rmSync(this.file, { force: true });
  }

  private write(): void {
    mkdirSync(join(this.file, '..'), { recursive: true });
    const draft = `${this.file}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(this.state, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, this.file);
  }
}

function read(file: string): RunState | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunState;
  } catch {
    return undefined;
  }
}
