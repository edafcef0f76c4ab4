import { Database } from '@bureau/platform';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { HEARTBEAT_MS, LEASE_SECONDS } from './limits';
import { RunCancelled, RunReleased, type RunSignal, RunSuperseded } from './run-signals';
import { type RunRef } from './task-journal';

/** What is done within this time of a shutdown is finished; the rest is handed back. */
const DRAIN_GRACE_MS = 5_000;

const HEARTBEAT = `
update agent_tasks t set lease_expires_at = now() + interval '${LEASE_SECONDS} s'
from unnest($1::bigint[], $2::int[]) as r(id, epoch)
where t.id = r.id and t.lease_epoch = r.epoch and t.status = 'running'
returning t.id, t.lease_epoch, t.cancel_requested_at is not null as cancelled`;

interface ActiveRun {
  ref: RunRef;
  stop: (reason: RunSignal) => void;
  done: Promise<unknown>;
}

/** The runs of this process: renews their leases, and stops those that were cancelled or belong to another by now. */
@Injectable()
export class ActiveRuns implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ActiveRuns.name);
  private readonly runs = new Map<string, ActiveRun>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.beat(), HEARTBEAT_MS);
  }

  /** Hands back what does not finish in time; the lease is let go, so that another worker goes on at once. */
  async beforeApplicationShutdown(): Promise<void> {
    const all = () => Promise.allSettled([...this.runs.values()].map(({ done }) => done));
    let grace: NodeJS.Timeout | undefined;
    await Promise.race([all(), new Promise((resolve) => (grace = setTimeout(resolve, DRAIN_GRACE_MS)))]);
    clearTimeout(grace);
    for (const { stop } of this.runs.values()) stop(new RunReleased());
    await all();
    if (this.timer) clearInterval(this.timer);
  }

  /** Runs `work` with a signal that is aborted, with a {@link RunSignal}, when the run must stop. */
  async during<T>(ref: RunRef, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const abort = new AbortController();
    const key = `${ref.task_id}/${ref.lease_epoch}`;
    const done = work(abort.signal);
    this.runs.set(key, { ref, done, stop: (reason) => abort.abort(reason) });
    try {
      return await done;
    } finally {
      this.runs.delete(key);
    }
  }

  /** One heartbeat for all runs. While the database is away leases may lapse; the epoch then decides who may write. */
  async beat(): Promise<void> {
    const runs = [...this.runs.values()];
    if (runs.length === 0) return;
    try {
      const rows = await this.database.query<{ id: number; lease_epoch: number; cancelled: boolean }>({
        name: 'agent_tasks_heartbeat',
        text: HEARTBEAT,
        values: [runs.map(({ ref }) => ref.task_id), runs.map(({ ref }) => ref.lease_epoch)],
      });
      const held = new Map(rows.map((row) => [`${row.id}/${row.lease_epoch}`, row]));
      for (const { ref, stop } of runs) {
        const row = held.get(`${ref.task_id}/${ref.lease_epoch}`);
        if (!row) stop(new RunSuperseded(ref.task_id));
        else if (row.cancelled) stop(new RunCancelled());
      }
    } catch (error) {
      this.logger.warn(`No heartbeat: ${(error as Error).message}`);
    }
  }
}
