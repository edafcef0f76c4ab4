import { type AgentTaskEvent } from '@bureau/contracts';
import { Database, type Executor, WritePath } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { ChangeSetClosing } from '../change-sets/decision/change-set-closing.service';
import { TaskEvents } from '../events/task-events';
import { AGENT_TASK_RESOURCE, type AgentTaskRow } from './agent-task.resource';
import { TaskWaker } from './task-waker';

/** A part as the dispatcher hands it out. */
export interface NewPart {
  part: number;
  agent: string;
  input: string;
}

/** A part as it stands. */
export type PartState = Pick<
  AgentTaskRow,
  'id' | 'part' | 'agent' | 'input' | 'status' | 'result' | 'error'
> & {
  /** Records that it read. */
  records: number[];
};

const RESTING = { text: `e.status in ('queued', 'waiting_approval', 'waiting_input')`, values: [] };
const RUNNING = { text: `e.status = 'running'`, values: [] };
const OPEN = `status not in ('completed', 'failed', 'cancelled')`;

const LOCK_OPEN = `select id from agent_tasks where parent_id = $1 and ${OPEN} order by id for no key update`;
const STILL_OPEN = `select 1 from agent_tasks where parent_id = $1 and parent_run = $2 and ${OPEN} limit 1`;
const LOCK_WHOLE = `select id from agent_tasks where id = $1 for no key update`;
const SETTLE_STEP = `
update agent_steps set status = 'done', output = '{"outcome": "over"}', finished_at = clock_timestamp()
where task_id = $1 and run = $2 and kind = 'parts' and status = 'waiting'`;
const READ = `
select t.id, t.part, t.agent, t.input, t.status, t.result, t.error, coalesce(r.records, '[]') as records
from agent_tasks t
left join lateral (
  select jsonb_agg(distinct x.id) as records from agent_steps s, jsonb_array_elements(s.output -> 'records') as x(id)
  where s.task_id = t.id and s.kind = 'tool' and s.status = 'done' and jsonb_typeof(s.output -> 'records') = 'array'
) r on true
where t.parent_id = $1 and t.parent_run = $2 order by t.part`;

/**
 * Tasks that are parts of another. Of the rows of a family, parts are locked before the whole, so that a part that ends
 * and a whole that is cancelled never wait for each other.
 */
@Injectable()
export class TaskParts {
  private readonly tasks: WritePath<AgentTaskRow>;

  constructor(
    private readonly database: Database,
    private readonly events: TaskEvents,
    private readonly waker: TaskWaker,
    private readonly changeSets: ChangeSetClosing,
  ) {
    this.tasks = new WritePath(database, AGENT_TASK_RESOURCE);
  }

  /**
   * Makes the parts of a task, each for the same person and with the same records.
   * @param tx the transaction that also writes the step that waits for them
   * @returns their ids, in order
   */
  async create(
    tx: Executor,
    whole: AgentTaskRow,
    parts: readonly NewPart[],
    limits: AgentTaskRow['limits'],
  ): Promise<number[]> {
    const { id, run, entity_ids, priority, requested_by, api_key_id } = whole;
    const ids: number[] = [];
    for (const { part, agent, input } of parts) {
      const { row } = await this.tasks.create(
        {
          ...{ input, agent, entity_ids, priority, limits, requested_by },
          ...{ parent_id: id, parent_run: run, part },
          api_key_id: api_key_id ?? undefined,
        },
        { executor: tx },
      );
      ids.push(row.id);
    }
    return ids;
  }

  /** The parts that this pass of the task made, in order. */
  async of(taskId: number, run: number): Promise<PartState[]> {
    return this.database.query<PartState>({ name: 'task_parts', text: READ, values: [taskId, run] });
  }

  /**
   * A task has ended: where it was the last part of another that was open, the other goes on.
   * @param tx the transaction of its end, which has locked its row
   */
  async ended(tx: Executor, { parent_id, parent_run }: AgentTaskRow): Promise<void> {
    if (parent_id === null) return;
    await tx.query({ name: 'task_whole_lock', text: LOCK_WHOLE, values: [parent_id] });
    const open = await tx.query({
      name: 'task_parts_open',
      text: STILL_OPEN,
      values: [parent_id, parent_run],
    });
    if (open.length > 0) return;
    await tx.query({ name: 'task_parts_over', text: SETTLE_STEP, values: [parent_id, parent_run] });
    await this.waker.wake(tx, parent_id, 'parts are over');
  }

  /** Locks the open parts of a task that is about to end; to be called before the task itself is locked. */
  async lock(tx: Executor, taskId: number): Promise<number[]> {
    const rows = await tx.query<{ id: number }>({
      name: 'task_parts_lock',
      text: LOCK_OPEN,
      values: [taskId],
    });
    return rows.map(({ id }) => id);
  }

  /**
   * Ends the parts with their whole: at once where they rest, within two seconds where a worker is at them.
   * @param parts as {@link lock} found them
   * @returns the events of those that ended, to be published after the commit
   */
  async cancel(tx: Executor, parts: readonly number[]): Promise<AgentTaskEvent[]> {
    const told: AgentTaskEvent[] = [];
    for (const id of parts) {
      const result = await this.tasks.update(
        id,
        { status: 'cancelled' },
        {
          executor: tx,
          action: 'agent_task.cancel',
          guard: RESTING,
          expressions: { finished_at: 'now()' },
        },
      );
      if (result.outcome === 'updated') {
        await this.changeSets.closeForTask(tx, id);
        told.push(
          ...(await this.events.append(tx, id, [{ type: 'task.status', data: { status: 'cancelled' } }])),
        );
        continue;
      }
      const expressions = { cancel_requested_at: 'coalesce(t.cancel_requested_at, now())' };
      await this.tasks.update(id, {}, { executor: tx, guard: RUNNING, expressions });
    }
    return told;
  }
}
