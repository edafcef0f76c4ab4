import {
  type AgentTaskEvent,
  type JsonValue,
  type StepKind,
  type StepStatus,
  type TaskLimits,
  type TaskUsage,
} from '@bureau/contracts';
import { Database, type Executor } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { type EventRow, type NewTaskEvent, TaskEvents, toTaskEvent } from '../events/task-events';
import { toTaskUsage, type UsageDelta } from '../limits/task-usage';
import { RunSuperseded } from './run-signals';

/** Which run writes: every statement of it holds only while the task's lease has this epoch. */
export interface RunRef {
  task_id: number;
  run: number;
  lease_epoch: number;
}

export interface StepWrite {
  kind: StepKind;
  step_key: string;
  name: string;
  status: StepStatus;
  input: JsonValue;
  output?: JsonValue;
  change_set_id?: number;
  escalation_id?: number;
}

export interface JournalEntry {
  step?: StepWrite;
  /** What the step used up, beyond what was recorded for it before. */
  usage?: UsageDelta;
  /** Who works on the task, with which model, and what it may use up. */
  assigned?: { agent: string; model: string; limits: TaskLimits };
  events?: readonly NewTaskEvent[];
}

/** What was written, and all that the task used up by now. */
export interface Recorded {
  events: AgentTaskEvent[];
  usage: TaskUsage;
}

const RECORD = `
with t as (
  update agent_tasks set event_seq = event_seq + cardinality($4::text[]), input_tokens = input_tokens + $6, output_tokens = output_tokens + $7,
    cost = cost + $8::numeric, tool_calls = tool_calls + $9, crashes = case when $10::jsonb ->> 'status' in ('done', 'waiting') then 0 else crashes end,
    agent = coalesce($11, agent), model = coalesce($12, model), limits = coalesce($13::jsonb, limits), model_calls = model_calls + $14,
    records = records + $15, fields = fields + $16, deletes = deletes + $17, messages = messages + $18
  where id = $1 and lease_epoch = $3 and status = 'running'
  returning id, event_seq, requested_by, agent, input_tokens, output_tokens, cost, tool_calls, model_calls, records, fields, deletes, messages, active_ms
), s as (
  insert into agent_steps as x (task_id, run, kind, step_key, name, status, input, output, change_set_id, escalation_id, lease_epoch, input_tokens, output_tokens, cost, finished_at)
  select t.id, $2, s.kind, s.step_key, s.name, s.status, s.input, s.output, s.change_set_id, s.escalation_id, $3, $6, $7, $8::numeric,
    case when s.status in ('done', 'failed') then clock_timestamp() end
  from t, jsonb_to_record($10::jsonb) as s(kind text, step_key text, name text, status text, input jsonb, output jsonb, change_set_id bigint, escalation_id bigint)
  where $10::jsonb is not null
  on conflict on constraint uq_agent_steps do update set status = excluded.status, output = excluded.output, change_set_id = excluded.change_set_id,
    escalation_id = excluded.escalation_id, lease_epoch = excluded.lease_epoch, input_tokens = x.input_tokens + excluded.input_tokens, output_tokens = x.output_tokens + excluded.output_tokens,
    cost = x.cost + excluded.cost, finished_at = excluded.finished_at
), d as (
  insert into agent_usage as d (user_id, day, agent, model_calls, tool_calls, tokens, cost, records, fields, deletes, messages)
  select t.requested_by, (now() at time zone 'utc')::date, t.agent, $14, $9, $6 + $7, $8::numeric, $15, $16, $17, $18
  from t where t.agent is not null and $14 + $9 + $6 + $7 + $15 + $16 + $17 + $18 > 0
  on conflict on constraint pk_agent_usage do update set model_calls = d.model_calls + excluded.model_calls, tool_calls = d.tool_calls + excluded.tool_calls,
    tokens = d.tokens + excluded.tokens, cost = d.cost + excluded.cost, records = d.records + excluded.records, fields = d.fields + excluded.fields,
    deletes = d.deletes + excluded.deletes, messages = d.messages + excluded.messages
), e as (
  insert into agent_task_events (task_id, seq, type, data)
  select t.id, t.event_seq - cardinality($4::text[]) + e.n, e.type, e.data::jsonb
  from t, unnest($4::text[], $5::text[]) with ordinality as e(type, data, n)
  returning task_id, seq, type, at, data
)
select t.input_tokens, t.output_tokens, t.cost, t.tool_calls, t.model_calls, t.records, t.fields, t.deletes, t.messages, t.active_ms,
  e.task_id, e.seq, e.type, e.at, e.data from t left join e on true order by e.seq`;

/**
 * What a run writes down as it goes: ledger, usage and events in one statement, and only while it holds the lease.
 * A step that is settled is progress: workers that died before it are forgiven.
 */
@Injectable()
export class TaskJournal {
  constructor(
    private readonly database: Database,
    private readonly events: TaskEvents,
  ) {}

  /**
   * Records and, outside of a transaction, shows the events to whoever watches.
   * @param executor the transaction of the step's effect; the caller publishes the returned events after its commit
   * @throws RunSuperseded where the lease is another's: nothing was written then
   */
  async record(ref: RunRef, entry: JournalEntry, executor?: Executor): Promise<Recorded> {
    const { step, usage, assigned, events = [] } = entry;
    const rows = await (executor ?? this.database).query<TaskUsage & EventRow & { seq: number | null }>({
      name: 'task_journal_record',
      text: RECORD,
      values: [
        ref.task_id,
        ref.run,
        ref.lease_epoch,
        events.map((event) => event.type),
        events.map((event) => JSON.stringify(event.data)),
        usage?.input_tokens ?? 0,
        usage?.output_tokens ?? 0,
        usage?.cost ?? '0',
        usage?.tool_calls ?? 0,
        step ? JSON.stringify(step) : null,
        assigned?.agent ?? null,
        assigned?.model ?? null,
        assigned ? JSON.stringify(assigned.limits) : null,
        usage?.model_calls ?? 0,
        usage?.records ?? 0,
        usage?.fields ?? 0,
        usage?.deletes ?? 0,
        usage?.messages ?? 0,
      ],
    });
    const [first] = rows;
    if (!first) throw new RunSuperseded(ref.task_id);
    const written = rows
      .filter((row) => row.seq !== null)
      .map(({ task_id, seq, type, at, data }) => toTaskEvent({ task_id, seq, type, at, data }));
    if (!executor) this.events.publish(written);
    return { events: written, usage: toTaskUsage(first) };
  }
}
