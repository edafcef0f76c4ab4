import { type AgentTaskStatus, type TaskError } from '@bureau/contracts';
import { Database, type Executor, WritePath } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { type NewTaskEvent, TaskEvents } from '../events/task-events';
import { Ledger } from '../runtime/ledger';
import { LEASE_SECONDS } from '../runtime/limits';
import { RunCancelled, RunSuperseded } from '../runtime/run-signals';
import { type RunRef } from '../runtime/task-journal';
import { AGENT_TASK_RESOURCE, type AgentTaskRow } from './agent-task.resource';
import { TaskParts } from './task-parts.service';

/** Free to be taken: queued, or running with a lease that nobody renewed. */
const CLAIMABLE = `e.status = 'queued' or (e.status = 'running' and e.lease_expires_at < now())`;
const HELD = `e.lease_epoch = $1::int and e.status = 'running'`;
const LET_GO = { lease_owner: null, lease_expires_at: null, spell_started_at: null };
/** How long the spell lasted; of a worker that died, until its lease ran out. */
const SPELL_MS = `coalesce((extract(epoch from least(t.lease_expires_at, now()) - t.spell_started_at) * 1000)::bigint, 0)`;
const SPELL_ENDS = { active_ms: `t.active_ms + ${SPELL_MS}` };

/** How a run leaves a task. */
export interface Settlement {
  status: Exclude<AgentTaskStatus, 'running'>;
  result?: string;
  error?: TaskError;
  /** Counts as a worker that died, although this one lived to say so. */
  crashed?: boolean;
  /** Events made from the task as it is at its end. */
  events?: (task: AgentTaskRow) => NewTaskEvent[];
  /** What must be locked before the task is. */
  before?: (tx: Executor) => Promise<unknown>;
  /** Further writes of the same transaction, e.g. an escalation; the events that it returns are appended. */
  also?: (tx: Executor) => Promise<NewTaskEvent[]>;
}

/** Claims tasks for runs and puts them down again; each is a compare-and-set under the task's lease. */
@Injectable()
export class TaskLifecycle {
  private readonly tasks: WritePath<AgentTaskRow>;

  constructor(
    private readonly database: Database,
    private readonly events: TaskEvents,
    private readonly parts: TaskParts,
  ) {
    this.tasks = new WritePath(database, AGENT_TASK_RESOURCE);
  }

  /**
   * Takes a task for a run under a new epoch.
   * @param owner names the worker, for people
   * @returns the task, or null where it is not free
   */
  async claim(taskId: number, owner: string): Promise<AgentTaskRow | null> {
    const result = await this.tasks.update(
      taskId,
      { status: 'running', lease_owner: owner },
      {
        action: 'agent_task.start',
        guard: { text: CLAIMABLE, values: [] },
        expressions: {
          lease_epoch: 't.lease_epoch + 1',
          attempts: 't.attempts + 1',
          crashes: `t.crashes + case when t.status = 'running' then 1 else 0 end`,
          lease_expires_at: `now() + interval '${LEASE_SECONDS} s'`,
          active_ms: `t.active_ms + case when t.status = 'running' then ${SPELL_MS} else 0 end`,
          spell_started_at: 'now()',
          started_at: 'coalesce(t.started_at, now())',
        },
      },
    );
    return result.outcome === 'updated' ? result.row : null;
  }

  /**
   * Writes how the run ended and lets the lease go, in one transaction with all that belongs to it.
   * @throws RunSuperseded where the task is another's by now: nothing was written
   */
  async settle(ref: RunRef, settlement: Settlement): Promise<void> {
    const { status, result, error, crashed, events, before, also } = settlement;
    const written = await this.database.transaction(async (tx) => {
      await before?.(tx);
      const final = status === 'completed' || status === 'failed' || status === 'cancelled';
      const outcome = await this.tasks.update(
        ref.task_id,
        { status, ...LET_GO, ...(result !== undefined && { result }), ...(error && { error }) },
        {
          executor: tx,
          action: `agent_task.${ACTIONS[status]}`,
          guard: { text: HELD, values: [ref.lease_epoch] },
          expressions: {
            ...SPELL_ENDS,
            ...(final && { finished_at: 'now()' }),
            ...(crashed && { crashes: 't.crashes + 1' }),
          },
        },
      );
      if (outcome.outcome !== 'updated') throw new RunSuperseded(ref.task_id);
      const more = (await also?.(tx)) ?? [];
      const told: NewTaskEvent = {
        type: 'task.status',
        data: { status, ...(error && { reason: error.detail }) },
      };
      const written = await this.events.append(tx, ref.task_id, [
        ...(events?.(outcome.row) ?? []),
        ...more,
        told,
      ]);
      if (final) await this.parts.ended(tx, outcome.row);
      return written;
    });
    this.events.publish(written);
  }

  /**
   * Lies down until people decide, or the parts of the task are over.
   * @returns false where that happened meanwhile: the run goes on then
   * @throws RunCancelled where somebody cancelled the task before it lay down
   */
  async suspend(ref: RunRef): Promise<boolean> {
    const written = await this.database.transaction(async (tx) => {
      const [held] = await tx.query<{ cancelled: boolean }>({
        name: 'agent_task_hold',
        text: `select cancel_requested_at is not null as cancelled from agent_tasks where id = $1 and lease_epoch = $2 and status = 'running' for no key update`,
        values: [ref.task_id, ref.lease_epoch],
      });
      if (!held) throw new RunSuperseded(ref.task_id);
      if (held.cancelled) throw new RunCancelled();
      // decisions settle their step before they lock the task: under this lock the count is final
      const [open] = await tx.query<{ n: number; approval: boolean }>(Ledger.waiting(ref.task_id, ref.run));
      if (!open || open.n === 0) return null;
      const status = open.approval ? 'waiting_approval' : 'waiting_input';
      await this.tasks.update(
        ref.task_id,
        { status, ...LET_GO },
        { executor: tx, action: 'agent_task.wait', expressions: SPELL_ENDS },
      );
      return this.events.append(tx, ref.task_id, [{ type: 'task.status', data: { status } }]);
    });
    if (written) this.events.publish(written);
    return written !== null;
  }
}

const ACTIONS: Readonly<Record<Settlement['status'], string>> = {
  completed: 'complete',
  failed: 'fail',
  cancelled: 'cancel',
  queued: 'release',
  waiting_approval: 'wait',
  waiting_input: 'wait',
};
