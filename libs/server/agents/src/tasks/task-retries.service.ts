import { type AgentTaskEvent } from '@bureau/contracts';
import { commonError, Database, type Executor, notFound, WritePath } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { TaskRetry } from '../escalations/task-retry';
import { TaskEvents } from '../events/task-events';
import { AGENT_TASK_RESOURCE, type AgentTaskRow } from './agent-task.resource';
import { retriesFrom } from './retry.policy';

const LOCK = `select status, error ->> 'code' as code from agent_tasks where id = $1 for no key update`;

/** What waited for people when the task ended was withdrawn with it; the agent is told so. */
const WITHDRAW = `
update agent_steps s set status = 'done', output = '{"outcome": "withdrawn", "reason": "The task ended before anybody decided."}', finished_at = clock_timestamp()
from agent_tasks t where t.id = $1 and s.task_id = t.id and s.run = t.run and s.status = 'waiting'`;

/** Queues tasks again that failed or were cancelled. */
@Injectable()
export class TaskRetries extends TaskRetry {
  private readonly tasks: WritePath<AgentTaskRow>;

  constructor(
    database: Database,
    private readonly events: TaskEvents,
  ) {
    super();
    this.tasks = new WritePath(database, AGENT_TASK_RESOURCE);
  }

  override async retry(tx: Executor, taskId: number): Promise<AgentTaskEvent[]> {
    const [task] = await tx.query<{ status: AgentTaskRow['status']; code: string | null }>({
      name: 'agent_task_retry_lock',
      text: LOCK,
      values: [taskId],
    });
    if (!task) throw notFound('task');
    const from = retriesFrom(task.status, task.code);
    if (from === null)
      throw commonError(
        'STATE_CONFLICT',
        `A task that is ${task.status.replace('_', ' ')} cannot be retried.`,
      );
    if (from === 'last_step')
      await tx.query({ name: 'agent_steps_withdraw', text: WITHDRAW, values: [taskId] });
    await this.tasks.update(
      taskId,
      {
        status: 'queued',
        error: null,
        result: null,
        crashes: 0,
        cancel_requested_at: null,
        finished_at: null,
      },
      {
        executor: tx,
        action: 'agent_task.retry',
        ...(from === 'start' && { expressions: { run: 't.run + 1' } }),
      },
    );
    return this.events.append(tx, taskId, [
      { type: 'task.status', data: { status: 'queued', reason: 'retried' } },
    ]);
  }
}
