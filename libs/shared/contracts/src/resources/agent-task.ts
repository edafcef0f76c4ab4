import type { AgentTaskStatus, ChangeOperation } from '../catalogues/statuses';
import type { DailyLimits, LimitScope, TaskLimitName, TaskLimits } from '../catalogues/task-limits';
import type { JsonObject } from './entity';

export interface TaskUsage {
  input_tokens: number;
  output_tokens: number;
  tool_calls: number;
  /** Decimal, in US dollars. */
  cost: string;
  model_calls: number;
  /** Records, fields and deletes that were proposed, and messages that were sent. */
  records: number;
  fields: number;
  deletes: number;
  messages: number;
  /** Time at work in milliseconds, waiting for people not counted; of the spell under way only what was written down. */
  active_ms: number;
}

export interface TaskError {
  code: string;
  detail: string;
}

export interface AgentTask {
  id: number;
  status: AgentTaskStatus;
  input: string;
  agent: string | null;
  entity_ids: number[];
  priority: number;
  /** Markdown. */
  result: string | null;
  error: TaskError | null;
  usage: TaskUsage;
  /** At which it pauses and asks. */
  limits: TaskLimits;
  /** How often a worker has taken the task up. */
  attempts: number;
  /** Name of the model that answered; `offline` for the rule-based one. */
  model: string | null;
  conversation_id: number | null;
  /** Of a part: the task that was split up, and which part, counted from 1. */
  parent_id: number | null;
  part: number | null;
  requested_by: number;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  version: number;
}

export interface CreateAgentTask {
  input: string;
  /** The conversation that it continues; it begins one where absent. */
  conversation_id?: number;
  agent?: string;
  entity_ids?: number[];
  /** 1 (first) to 10 (last); 5 where absent. */
  priority?: number;
  /** The usual ones where absent. */
  limits?: Partial<TaskLimits>;
}

/** `parts`: the task was split up and waits for its parts. */
export const STEP_KINDS = ['model', 'tool', 'parts'] as const;
export type StepKind = (typeof STEP_KINDS)[number];
export const STEP_STATUSES = ['started', 'waiting', 'done', 'failed'] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

/** One call of a model or a tool that a task made. */
export interface AgentStep {
  id: number;
  task_id: number;
  /** The pass of the task; a retry from the start begins another. */
  run: number;
  kind: StepKind;
  /** Unique within pass and kind. */
  key: string;
  /** Of the model or the tool; `rules` where no model was asked. */
  name: string;
  status: StepStatus;
  /** JSON as text, cut and without secrets; null where the reader may not see what the task read. */
  input: string | null;
  output: string | null;
  input_tokens: number;
  output_tokens: number;
  /** Decimal, in US dollars. */
  cost: string;
  change_set_id: number | null;
  escalation_id: number | null;
  started_at: string;
  finished_at: string | null;
  duration_ms: number | null;
}

/** What the dispatcher makes of one task: who does which part of it, as a task of its own. */
export interface TaskPlanPart {
  part: number;
  agent: string;
  input: string;
  task_id: number;
}

export const TASK_EVENT_TYPES = [
  'task.status',
  'agent.started',
  'agent.finished',
  'message',
  'tool.started',
  'tool.finished',
  'change_set.proposed',
  'escalation.opened',
  'escalation.decided',
  'limit.reached',
  'error',
] as const;
export type TaskEventType = (typeof TASK_EVENT_TYPES)[number];

/** What the `data` of each event holds. */
export interface TaskEventData {
  'task.status': { status: AgentTaskStatus; reason?: string };
  'agent.started': {
    agent: string;
    model: string;
    attempt: number;
    /** Why the dispatcher chose this agent, or split the task up. */
    reason?: string;
    /** Of a task that was split up. */
    plan?: TaskPlanPart[];
  };
  'agent.finished': { agent: string; input_tokens: number; output_tokens: number };
  message: { message_id: string; agent: string; text: string };
  'tool.started': { call_id: string; tool: string; input: JsonObject; summary: string };
  'tool.finished': { call_id: string; tool: string; ok: boolean; summary: string; duration_ms: number };
  'change_set.proposed': { change_set_id: number; title: string; items: number };
  'escalation.opened': {
    escalation_id: number;
    kind: string;
    title: string;
    /** Where it was passed on: to whom, and by whom. */
    delegated_to?: number;
    by?: number;
  };
  'escalation.decided': {
    escalation_id?: number;
    change_set_id?: number;
    decision: string;
    /** Null where no person decided. */
    by: number | null;
    /** Version of the agent's policy that approved. */
    policy?: number;
  };
  'limit.reached': { limit: TaskLimitName; value: number; used: number; scope: LimitScope };
  error: TaskError;
}

/** A durable event of a task; `seq` starts at 1 and has no gaps. */
export type AgentTaskEvent = {
  [T in TaskEventType]: { task_id: number; seq: number; type: T; at: string; data: TaskEventData[T] };
}[TaskEventType];

/** Text as the model writes it; not durable, the whole `message` follows as an event. */
export interface AgentTaskDelta {
  task_id: number;
  message_id: string;
  /** Characters of the message before this text. */
  offset: number;
  text: string;
}

export interface Agent {
  name: string;
  role: string;
  responsibilities: string[];
  tools: { name: string; description: string }[];
  model: string;
  policy: AgentPolicy;
}

/** Risks that a rule may let through without a person. */
export const AUTO_APPROVE_RISKS = ['low', 'medium'] as const;
/** Larger change sets are of high risk. */
export const MAX_AUTO_APPROVED_ITEMS = 1_000;

/**
 * Changes that an agent makes without a person. A change set is committed at once where each of its items and fields is
 * covered by such a rule; otherwise people decide on the whole of it.
 */
export interface AutoApproveRule {
  operation: ChangeOperation;
  /** Of creates and updates: this field and what is inside it; every field where absent. */
  field?: string;
  /** Only records that are of this type and stay so; of every type where absent. */
  entity_type?: string;
  /** The highest risk of the whole change set. */
  max_risk: (typeof AUTO_APPROVE_RISKS)[number];
  /** Most items of the whole change set. */
  max_items: number;
}

/** What an admin grants an agent, within what its trade allows. */
export interface AgentSettings {
  /** Switched off, it takes no tasks; those under way pause at their next step. */
  enabled: boolean;
  /** The most that one task of it may use, whatever was asked for. */
  limits: Partial<TaskLimits>;
  /** The most that all of its tasks may use in a day (UTC). */
  daily_limits: DailyLimits;
  /** What it changes without a person; empty, and so nothing, where nobody granted it. */
  auto_approve: AutoApproveRule[];
}

export interface AgentPolicy extends AgentSettings {
  requires_approval: boolean;
  /** Most records of one proposal. */
  max_items: number;
  /** Counts up with each change of the settings. */
  version: number;
}
