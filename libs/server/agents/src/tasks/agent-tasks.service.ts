import { type AgentTask, type AgentTaskEvent, type CreateAgentTask } from '@bureau/contracts';
import {
  AuditWriter,
  Database,
  ListReader,
  type ListQuery,
  notFound,
  type Page,
  requireCaller,
  commonError,
  unwrap,
  WritePath,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { ChangeSetClosing } from '../change-sets/decision/change-set-closing.service';
import { ConversationsService } from '../conversations/conversations.service';
import { TaskEvents } from '../events/task-events';
import { TaskQuota } from '../limits/task-quota';
import { TaskDispatcher } from '../orchestration/task-dispatcher';
import { AGENT_TASK_LIST } from './agent-task.list';
import { visibleTasks } from './agent-task.policy';
import { AGENT_TASK_RESOURCE, type AgentTaskRow, toAgentTask } from './agent-task.resource';
import { TaskParts } from './task-parts.service';
import { TaskRetries } from './task-retries.service';

const RESTING = `e.status in ('queued', 'waiting_approval', 'waiting_input')`;
const GET = `select ${AGENT_TASK_LIST.select.join(', ')} from agent_tasks e where e.id = $1::bigint`;

/** Tasks as people and services ask for them; each use case under the rights of the context's caller. */
@Injectable()
export class AgentTasksService {
  private readonly tasks: WritePath<AgentTaskRow>;
  private readonly reader: ListReader<AgentTaskRow>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditWriter,
    private readonly events: TaskEvents,
    private readonly dispatcher: TaskDispatcher,
    private readonly changeSets: ChangeSetClosing,
    private readonly retries: TaskRetries,
    private readonly quota: TaskQuota,
    private readonly parts: TaskParts,
    private readonly conversations: ConversationsService,
  ) {
    this.tasks = new WritePath(database, AGENT_TASK_RESOURCE);
    this.reader = new ListReader<AgentTaskRow>(database, AGENT_TASK_LIST);
  }

  /**
   * Accepts a task: row, audit row and event are one statement, and once it is committed the task will be worked on.
   * @throws 400 for an agent that there is not, 403 and 404 for a conversation of somebody else, 409 for one that is switched off, 429 and 503 where too many tasks wait
   */
  async create(task: CreateAgentTask): Promise<AgentTask> {
    const { input, agent, entity_ids, priority, limits, conversation_id } = task;
    await this.dispatcher.check(agent);
    const { user_id, api_key } = requireCaller();
    if (conversation_id !== undefined) await this.conversations.assertContinues(conversation_id);
    await this.quota.admit(user_id);
    const { row } = await this.tasks.create({
      input,
      agent,
      entity_ids,
      priority,
      limits,
      conversation_id,
      requested_by: user_id,
      api_key_id: api_key?.id,
    });
    return toAgentTask(row);
  }

  async list(query: ListQuery): Promise<Page<AgentTask>> {
    const page = await this.reader.page(query, visibleTasks(requireCaller()));
    return { ...page, rows: page.rows.map(toAgentTask) };
  }

  /** @throws 404 where there is none, or the caller may not see it */
  async get(id: number): Promise<AgentTask> {
    return toAgentTask(await this.visible(id));
  }

  /** Durable events after `afterSeq`, oldest first. @throws 404 as {@link get} does */
  async eventsOf(id: number, afterSeq: number, limit?: number): Promise<AgentTaskEvent[]> {
    await this.visible(id);
    return this.events.list(id, afterSeq, limit);
  }

  /**
   * Stops a task: at once where it rests, within two seconds where a worker is at it. Open proposals of it expire.
   * @throws 404 as {@link get} does, 409 where it is over
   */
  async cancel(id: number): Promise<AgentTask> {
    await this.visible(id);
    return (await this.cancelResting(id)) ?? (await this.cancelRunning(id));
  }

  /** Queues a failed or cancelled task again. @throws 404 as {@link get} does, 409 in any other state */
  async retry(id: number): Promise<AgentTask> {
    await this.visible(id);
    this.events.publish(await this.database.transaction((tx) => this.retries.retry(tx, id)));
    return this.get(id);
  }

  private async cancelResting(id: number): Promise<AgentTask | null> {
    const done = await this.database.transaction(async (tx) => {
      const parts = await this.parts.lock(tx, id);
      const result = await this.tasks.update(
        id,
        { status: 'cancelled' },
        {
          executor: tx,
          action: 'agent_task.cancel',
          guard: { text: RESTING, values: [] },
          expressions: { finished_at: 'now()' },
        },
      );
      if (result.outcome !== 'updated') return null;
      await this.changeSets.closeForTask(tx, id);
      const events = await this.events.append(tx, id, [
        { type: 'task.status', data: { status: 'cancelled' } },
      ]);
      events.push(...(await this.parts.cancel(tx, parts)));
      await this.parts.ended(tx, result.row);
      return { row: result.row, events };
    });
    if (!done) return null;
    this.events.publish(done.events);
    return toAgentTask(done.row);
  }

  /** The flag reaches the worker with its next heartbeat, whichever process that is. */
  private async cancelRunning(id: number): Promise<AgentTask> {
    return this.database.transaction(async (tx) => {
      const guard = { text: `e.status = 'running'`, values: [] };
      const expressions = { cancel_requested_at: 'coalesce(t.cancel_requested_at, now())' };
      const result = await this.tasks.update(id, {}, { executor: tx, guard, expressions });
      if (result.outcome === 'conflict')
        throw commonError('STATE_CONFLICT', `The task is ${result.row.status} and cannot be cancelled.`);
      if (result.outcome === 'updated')
        await this.audit.record(
          {
            action: 'agent_task.request_cancel',
            outcome: 'success',
            entity_type: 'agent_task',
            entity_id: id,
          },
          tx,
        );
      return toAgentTask(unwrap(result, 'task'));
    });
  }

  private async visible(id: number): Promise<AgentTaskRow> {
    const rule = visibleTasks(requireCaller());
    const placed = rule.text.replace('$1', '$2');
    const [row] = await this.database.query<AgentTaskRow>({
      name: rule.values.length > 0 ? 'agent_task_get_own' : 'agent_task_get',
      text: `${GET} and (${placed})`,
      values: [id, ...rule.values],
    });
    if (!row) throw notFound('task');
    return row;
  }
}
