import { type AgentTaskEvent, type TaskEventData, type TaskEventType } from '@bureau/contracts';
import { Database, type Executor } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { TaskStreamWriter } from './task-stream-writer';

/** An event before it has its place in the task's history. */
export type NewTaskEvent = { [T in TaskEventType]: { type: T; data: TaskEventData[T] } }[TaskEventType];

export interface EventRow {
  task_id: number;
  seq: number;
  type: TaskEventType;
  at: string;
  data: object;
}

/** Most events that one reading of a task's history returns. */
export const MAX_EVENTS = 500;

const APPEND = `
with t as (
  update agent_tasks set event_seq = event_seq + cardinality($2::text[]) where id = $1 returning event_seq
)
insert into agent_task_events (task_id, seq, type, data)
select $1, t.event_seq - cardinality($2::text[]) + e.n, e.type, e.data::jsonb
from t, unnest($2::text[], $3::text[]) with ordinality as e(type, data, n)
returning task_id, seq, type, at, data`;

const READ = `
select task_id, seq, type, at, data from agent_task_events where task_id = $1 and seq > $2 order by seq limit $3`;

/** The durable history of tasks. Runs write theirs through the task journal, which checks their lease in the same statement. */
@Injectable()
export class TaskEvents {
  constructor(
    private readonly database: Database,
    private readonly stream: TaskStreamWriter,
  ) {}

  /**
   * Adds events behind the last one of the task, in order and without a gap.
   * @param executor the transaction of whatever happened
   * @returns the events with their `seq`, to be given to {@link publish} once the transaction is committed
   */
  async append(
    executor: Executor,
    taskId: number,
    events: readonly NewTaskEvent[],
  ): Promise<AgentTaskEvent[]> {
    if (events.length === 0) return [];
    const rows = await executor.query<EventRow>({
      name: 'task_events_append',
      text: APPEND,
      values: [taskId, events.map((event) => event.type), events.map((event) => JSON.stringify(event.data))],
    });
    return rows.map(toTaskEvent);
  }

  /** Shows committed events to whoever watches. Best effort: a watcher that misses one reads it from the database. */
  publish(events: readonly AgentTaskEvent[]): void {
    this.stream.publish(events);
  }

  /** The task's events after `afterSeq`, oldest first, at most `limit` of them. */
  async list(taskId: number, afterSeq: number, limit: number = MAX_EVENTS): Promise<AgentTaskEvent[]> {
    const rows = await this.database.query<EventRow>({
      name: 'task_events_read',
      text: READ,
      values: [taskId, afterSeq, Math.min(limit, MAX_EVENTS)],
    });
    return rows.map(toTaskEvent);
  }
}

/** The event as it goes over the wire. */
export function toTaskEvent(row: EventRow): AgentTaskEvent {
  return row as AgentTaskEvent;
}
