import { cpus, loadavg, release, totalmem } from 'node:os';
import { buildStamp } from '../../build/build-stamp.ts';

const GIB = 1024 ** 3;

/** Where and when a run was made; a ratio means little without it. */
export interface Machine {
  readonly build: string;
  readonly finished_at: string;
  readonly processor: string;
  readonly cores: number;
  readonly memory_gib: number;
  readonly system: string;
  readonly node: string;
  /** Load of the last minute before the run began and as it ended: above the number of cores, others worked here too. */
  readonly load: { readonly before: number; readonly after: number };
}

/** @param loadBefore the load of the last minute as the run began */
export function describeMachine(loadBefore: number): Machine {
  const [processor] = cpus();
  return {
    build: buildStamp().build,
    finished_at: new Date().toISOString(),
    processor: processor?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory_gib: Math.round(totalmem() / GIB),
    system: `${process.platform} ${release()}`,
    node: process.versions.node,
    load: { before: loadBefore, after: currentLoad() },
  };
}

/** Load of the last minute, with one decimal. */
export function currentLoad(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}
