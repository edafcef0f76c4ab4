import { type JsonObject } from '@bureau/contracts';
import { Database, type Executor, WritePath } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { TaskEvents } from '../events/task-events';
import { AGENT_TASK_RESOURCE, type AgentTaskRow } from './agent-task.resource';

/** What a step waits for: the decision on a change set, or the answer to a question. */
type Awaited = 'change_set_id' | 'escalation_id';

const resolveBy = (column: Awaited) => `
update agent_steps set status = 'done', output = $2::jsonb, finished_at = clock_timestamp()
where ${column} = $1 and status = 'waiting' returning task_id`;

/** A call without its answer, or a limit about which nobody decided yet. */
const STILL_WAITING = `
select 1 as waiting from agent_steps s join agent_tasks t on t.id = s.task_id and t.run = s.run
where s.task_id = $1 and s.status = 'waiting'
union all
select 1 from escalations where agent_task_id = $1 and kind = 'limit' and status = 'open'
limit 1`;

/** Puts a task back to work when what it waited for is settled. */
@Injectable()
export class TaskWaker {
  private readonly tasks: WritePath<AgentTaskRow>;

  constructor(
    database: Database,
    private readonly events: TaskEvents,
  ) {
    this.tasks = new WritePath(database, AGENT_TASK_RESOURCE);
  }

  /**
   * Gives the tool call that proposed a change set its outcome, and wakes the task if it waits for nothing else.
   * @param executor the transaction of the decision: outcome, decision and waking are one
   * @param outcome what the agent is told, as the tool's result
   * @returns the task that had been waiting, or null where the set was not proposed by one
   */
  async resolve(executor: Executor, changeSetId: number, outcome: JsonObject): Promise<number | null> {
    return this.settle(executor, 'change_set_id', changeSetId, outcome);
  }

  /** Gives the tool call that asked a question its answer, as {@link resolve} does for a proposal. */
  async answer(executor: Executor, escalationId: number, answer: JsonObject): Promise<number | null> {
    return this.settle(executor, 'escalation_id', escalationId, answer);
  }

  private async settle(
    executor: Executor,
    awaited: Awaited,
    id: number,
    outcome: JsonObject,
  ): Promise<number | null> {
    const rows = await executor.query<{ task_id: number }>({
      name: `agent_step_resolve_${awaited}`,
      text: resolveBy(awaited),
      values: [id, JSON.stringify(outcome)],
    });
    const taskId = rows[0]?.task_id ?? null;
    if (taskId !== null) await this.wake(executor, taskId);
    return taskId;
  }

  /**
   * Queues a waiting task, with the reason told to those who watch. One that still runs is left alone: before it lies down it looks again, under the same lock,
   * whether anything is open.
   */
  async wake(executor: Executor, taskId: number, reason = 'decided'): Promise<void> {
    // the task's row is locked before the open steps are counted, so that of two decisions the later one wakes it
    await executor.query({
      name: 'agent_task_lock',
      text: 'select id from agent_tasks where id = $1 for no key update',
      values: [taskId],
    });
    const open = await executor.query({ name: 'agent_step_waiting', text: STILL_WAITING, values: [taskId] });
    if (open.length > 0) return;
    const outcome = await this.tasks.update(
      taskId,
      { status: 'queued' },
      {
        executor,
        action: 'agent_task.resume',
        change: 'updated',
        guard: { text: `e.status in ('waiting_approval', 'waiting_input')`, values: [] },
      },
    );
    if (outcome.outcome === 'updated') {
      await this.events.append(executor, taskId, [
        { type: 'task.status', data: { status: 'queued', reason } },
      ]);
    }
  }
}
