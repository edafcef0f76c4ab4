import {
  type AgentTaskEvent,
  type AgentTaskStatus,
  type Escalation,
  type JsonObject,
  TASK_LIMIT_NAMES,
  TASK_LIMITS,
  type TaskError,
  type TaskLimits,
} from '@bureau/contracts';
import {
  commonError,
  Database,
  type Executor,
  permissionDenied,
  requireCaller,
  WritePath,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { AgentPolicies } from '../agents/agent-policies.service';
import { ChangeSetClosing } from '../change-sets/decision/change-set-closing.service';
import { type NewTaskEvent, TaskEvents } from '../events/task-events';
import { raisedLimit } from '../limits/task-limits';
import { AGENT_TASK_RESOURCE, type AgentTaskRow } from './agent-task.resource';
import { TaskParts } from './task-parts.service';
import { TaskWaker } from './task-waker';

const IS_PAUSED = { text: `e.status in ('waiting_input', 'waiting_approval')`, values: [] };
const LAST_WORDS = `
select data ->> 'text' as text from agent_task_events where task_id = $1 and type = 'message' order by seq desc limit 1`;
const AGENT = `select agent from agent_tasks where id = $1`;

/** What becomes of a task that paused: each call belongs to the transaction of the decision, which has locked the task. */
@Injectable()
export class PausedTasks {
  private readonly tasks: WritePath<AgentTaskRow>;

  constructor(
    database: Database,
    private readonly events: TaskEvents,
    private readonly waker: TaskWaker,
    private readonly policies: AgentPolicies,
    private readonly changeSets: ChangeSetClosing,
    private readonly parts: TaskParts,
  ) {
    this.tasks = new WritePath(database, AGENT_TASK_RESOURCE);
  }

  /**
   * Lets the task go on with more; where the limit of a day was reached, without that limit.
   * @param limits the new ones; the one that was reached is doubled where absent
   * @throws 400 for a limit that is not above the old one, 403 where a day's limit was reached and the caller may not
   * grant more, 409 where the agent was granted no more
   */
  async raise(
    tx: Executor,
    { agent_task_id: id, context }: Escalation,
    limits?: Partial<TaskLimits>,
  ): Promise<void> {
    if (context.scope === 'task') {
      const raised = raisedLimits(context, limits);
      await this.assertGranted(tx, id, raised);
      await this.tasks.update(
        id,
        { limits: raised },
        { executor: tx, merge: ['limits'], action: 'agent_task.raise_limits' },
      );
    } else {
      if (!requireCaller().permissions.has('agent:update'))
        throw permissionDenied(
          'Only somebody who may grant agents more can let a task go beyond the limit of a day.',
        );
      await this.tasks.update(
        id,
        { beyond_daily: true },
        { executor: tx, action: 'agent_task.raise_limits' },
      );
    }
    await this.waker.wake(tx, id);
  }

  /** Ends the task with what it said so far; what it proposed stays open to decision. */
  async finish(tx: Executor, { agent_task_id: id, context }: Escalation): Promise<AgentTaskEvent[]> {
    const [last] = await tx.query<{ text: string }>({
      name: 'task_last_words',
      text: LAST_WORDS,
      values: [id],
    });
    const note = context.limit ? ` at a limit (${TASK_LIMITS[context.limit].title.toLowerCase()})` : '';
    const result = `${last ? `${last.text}\n\n` : ''}_Finished early${note}: this is as far as it came._`;
    return this.end(tx, id, 'completed', { result });
  }

  /** Cancels the task; its open proposals expire. */
  async cancel(tx: Executor, { agent_task_id: id }: Escalation): Promise<AgentTaskEvent[]> {
    await this.changeSets.closeForTask(tx, id);
    return this.end(tx, id, 'cancelled', {});
  }

  /** Nobody said in time how the task goes on. */
  async abandon(tx: Executor, { agent_task_id: id, context }: Escalation): Promise<AgentTaskEvent[]> {
    await this.changeSets.closeForTask(tx, id);
    const limit = context.limit ? TASK_LIMITS[context.limit].title : 'a limit';
    const detail = `The task paused (${limit}: ${context.value ?? 0}) and nobody said in time how it goes on.`;
    const error: TaskError = { code: 'LIMIT_REACHED', detail };
    return this.end(tx, id, 'failed', { error }, [{ type: 'error', data: error }]);
  }

  /** Gives the agent the answer to its question. */
  async answer(tx: Executor, escalation: Escalation, answer: JsonObject): Promise<void> {
    await this.waker.answer(tx, escalation.id, answer);
  }

  private async end(
    tx: Executor,
    id: number,
    status: AgentTaskStatus & ('completed' | 'cancelled' | 'failed'),
    values: { result?: string; error?: TaskError },
    events: readonly NewTaskEvent[] = [],
  ): Promise<AgentTaskEvent[]> {
    const result = await this.tasks.update(
      id,
      { status, ...values },
      {
        executor: tx,
        action: `agent_task.${ACTIONS[status]}`,
        guard: IS_PAUSED,
        expressions: { finished_at: 'now()' },
      },
    );
    if (result.outcome !== 'updated') return [];
    const told = await this.events.append(tx, id, [...events, { type: 'task.status', data: { status } }]);
    await this.parts.ended(tx, result.row);
    return told;
  }

  private async assertGranted(tx: Executor, id: number, raised: Partial<TaskLimits>): Promise<void> {
    const [task] = await tx.query<{ agent: string | null }>({
      name: 'task_agent',
      text: AGENT,
      values: [id],
    });
    if (!task?.agent) return;
    const { limits } = (await this.policies.of(task.agent)).settings;
    for (const name of TASK_LIMIT_NAMES) {
      const most = limits[name] ?? Infinity;
      if ((raised[name] ?? 0) <= most) continue;
      throw commonError(
        'STATE_CONFLICT',
        `${task.agent} was granted at most ${most} (${TASK_LIMITS[name].title.toLowerCase()}) for one task. An admin can grant it more.`,
      );
    }
  }
}

const ACTIONS = { completed: 'complete', cancelled: 'cancel', failed: 'fail' } as const;

function raisedLimits(
  { limit, value = 0 }: Escalation['context'],
  given: Partial<TaskLimits> | undefined,
): Partial<TaskLimits> {
  if (!limit) return given ?? {};
  const raised = given?.[limit] ?? raisedLimit(limit, value);
  if (raised > value) return { ...given, [limit]: raised };
  const detail =
    value >= TASK_LIMITS[limit].max
      ? `There is no higher limit than ${value}.`
      : `Give a limit above ${value}, which was reached.`;
  throw commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer: `/limits/${limit}`, code: 'INVALID', detail }],
  });
}
