import { type WorkerOptions } from 'bullmq';

/** A worker that died is noticed after so long; PostgreSQL's lease, not this lock, decides who may write. */
const LOCK_MS = 15_000;
const STALLED_CHECK_MS = 10_000;
/** How often a job may stall is decided by the rows in PostgreSQL, never by Redis. */
const STALLED_LIMIT = 1_000;

/** Settings that every worker shares; `concurrency` is the processor's own. */
export const WORKER_OPTIONS = {
  lockDuration: LOCK_MS,
  stalledInterval: STALLED_CHECK_MS,
  maxStalledCount: STALLED_LIMIT,
} as const satisfies Partial<WorkerOptions>;
