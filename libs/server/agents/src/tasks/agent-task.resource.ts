import {
  type AgentTask,
  type AgentTaskStatus,
  type TaskError,
  type TaskLimits,
  type TaskUsage,
} from '@bureau/contracts';
import { type ResourceDefinition } from '@bureau/platform';
import { askedLimits } from '../limits/task-limits';
import { toTaskUsage } from '../limits/task-usage';

/** The columns of `agent_tasks` that leave the database. */
export interface AgentTaskRow extends TaskUsage {
  id: number;
  status: AgentTaskStatus;
  input: string;
  agent: string | null;
  entity_ids: number[];
  priority: number;
  result: string | null;
  error: TaskError | null;
  model: string | null;
  limits: Partial<TaskLimits>;
  beyond_daily: boolean;
  attempts: number;
  run: number;
  conversation_id: number | null;
  /** Of a part: the task that was split, the pass of it that did so, and which part, from 1. */
  parent_id: number | null;
  parent_run: number | null;
  part: number | null;
  requested_by: number;
  /** The key that asked, whose rights then bound the task's. */
  api_key_id: number | null;
  lease_epoch: number;
  crashes: number;
  cancel_requested_at: string | null;
  version: number;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

/** What the write path knows of a task. Leases and counters are machine state: neither audited nor versioned. */
export const AGENT_TASK_RESOURCE: ResourceDefinition<AgentTaskRow> = {
  type: 'agent_task',
  table: 'agent_tasks',
  columns: {
    status: { type: 'text', default: `'queued'` },
    input: { type: 'text' },
    agent: { type: 'text' },
    entity_ids: { type: 'jsonb', default: `'[]'` },
    priority: { type: 'int', default: '5' },
    result: { type: 'text' },
    error: { type: 'jsonb' },
    model: { type: 'text', internal: true },
    input_tokens: { type: 'int', internal: true, default: '0' },
    output_tokens: { type: 'int', internal: true, default: '0' },
    tool_calls: { type: 'int', internal: true, default: '0' },
    cost: { type: 'numeric', internal: true, default: '0' },
    model_calls: { type: 'int', internal: true, default: '0' },
    records: { type: 'int', internal: true, default: '0' },
    fields: { type: 'int', internal: true, default: '0' },
    deletes: { type: 'int', internal: true, default: '0' },
    messages: { type: 'int', internal: true, default: '0' },
    active_ms: { type: 'bigint', internal: true, default: '0' },
    spell_started_at: { type: 'timestamptz', internal: true },
    limits: { type: 'jsonb', default: `'{}'` },
    beyond_daily: { type: 'boolean', default: 'false' },
    attempts: { type: 'int', internal: true, default: '0' },
    crashes: { type: 'int', internal: true, default: '0' },
    run: { type: 'int', internal: true, default: '1' },
    conversation_id: { type: 'bigint' },
    parent_id: { type: 'bigint' },
    parent_run: { type: 'int', internal: true },
    part: { type: 'int' },
    requested_by: { type: 'int' },
    api_key_id: { type: 'bigint' },
    lease_epoch: { type: 'int', internal: true, default: '0' },
    lease_owner: { type: 'text', internal: true },
    lease_expires_at: { type: 'timestamptz', internal: true },
    cancel_requested_at: { type: 'timestamptz', internal: true },
    event_seq: { type: 'int', internal: true, default: '0' },
    started_at: { type: 'timestamptz', internal: true },
    finished_at: { type: 'timestamptz', internal: true },
  },
  returning: [
    'id',
    'status',
    'input',
    'agent',
    'entity_ids',
    'priority',
    'result',
    'error',
    'model',
    'input_tokens',
    'output_tokens',
    'tool_calls',
    'cost',
    'model_calls',
    'records',
    'fields',
    'deletes',
    'messages',
    'active_ms',
    'limits',
    'beyond_daily',
    'attempts',
    'run',
    'conversation_id',
    'parent_id',
    'parent_run',
    'part',
    'requested_by',
    'api_key_id',
    'lease_epoch',
    'crashes',
    'cancel_requested_at',
    'version',
    'created_at',
    'started_at',
    'finished_at',
  ],
  event: ['status', 'requested_by', 'priority', 'parent_id'],
};

/** Payload of `agent_task.changed` in the outbox. */
export interface AgentTaskChanged {
  id: number;
  change: string;
  version: number;
  by: number | null;
  status: AgentTaskStatus;
  requested_by: number;
  priority: number;
  parent_id: number | null;
}

/** The task as it goes over the wire. */
export function toAgentTask(row: AgentTaskRow): AgentTask {
  return {
    id: row.id,
    status: row.status,
    input: row.input,
    agent: row.agent,
    entity_ids: row.entity_ids,
    priority: row.priority,
    result: row.result,
    error: row.error,
    usage: toTaskUsage(row),
    limits: askedLimits(row.limits),
    attempts: row.attempts,
    model: row.model,
    conversation_id: row.conversation_id,
    parent_id: row.parent_id,
    part: row.part,
    requested_by: row.requested_by,
    created_at: row.created_at,
    started_at: row.started_at,
    finished_at: row.finished_at,
    version: row.version,
  };
}
