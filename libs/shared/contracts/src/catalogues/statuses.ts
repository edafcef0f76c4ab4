export const ENTITY_STATUSES = ['active', 'inactive', 'archived', 'draft'] as const;
export type EntityStatus = (typeof ENTITY_STATUSES)[number];

export const AGENT_TASK_STATUSES = [
  'queued',
  'running',
  'waiting_approval',
  'waiting_input',
  'completed',
  'failed',
  'cancelled',
] as const;
export type AgentTaskStatus = (typeof AGENT_TASK_STATUSES)[number];

/** A task in one of these will never run again, unless somebody retries it. */
export const TERMINAL_TASK_STATUSES = [
  'completed',
  'failed',
  'cancelled',
] as const satisfies AgentTaskStatus[];

export const CHANGE_SET_STATUSES = [
  // an import writes it, piece by piece
  'committing',
  'proposed',
  'committed',
  'rejected',
  'expired',
  'reverted',
  'stale',
] as const;
export type ChangeSetStatus = (typeof CHANGE_SET_STATUSES)[number];

export const RISKS = ['low', 'medium', 'high', 'critical'] as const;
/** How much harm a change set could do; it sets how many people must approve it. */
export type Risk = (typeof RISKS)[number];

export const CHANGE_OPERATIONS = ['create', 'update', 'delete', 'restore', 'relate', 'unrelate'] as const;
export type ChangeOperation = (typeof CHANGE_OPERATIONS)[number];

/** Types of relations that every installation begins with; admins make others. */
export const RELATION_TYPES = [
  'depends_on',
  'recommends',
  'suggests',
  'conflicts_with',
  'replaces',
  'related_to',
  'duplicate_of',
] as const;
/** A relation type's name. Which there are stands in the database. */
export type RelationType = string;

export const IMPORT_STATUSES = [
  'uploading',
  // waits for somebody to say what becomes of its columns
  'uploaded',
  'queued',
  'running',
  'completed',
  'failed',
  'cancelled',
] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

export const ESCALATION_STATUSES = ['open', 'decided', 'expired'] as const;
export type EscalationStatus = (typeof ESCALATION_STATUSES)[number];
