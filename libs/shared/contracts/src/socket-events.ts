import type { AgentTaskStatus, ChangeSetStatus, EscalationStatus } from './catalogues/statuses';
import type { Problem } from './problem';
import type { AgentTaskDelta, AgentTaskEvent } from './resources/agent-task';
import type { EntityChange } from './resources/entity';
import type { ImportJob } from './resources/import';
import type { NotificationCounts, NotificationType } from './resources/notification';

/** What the server tells a socket. Ids and versions, not objects: whoever may see more reads it over REST. */
export interface ServerEvents {
  'entity.changed': { id: number; change: EntityChange; version: number };
  'agent_task.changed': { id: number; status: AgentTaskStatus; version: number };
  'agent_task.event': AgentTaskEvent;
  'agent_task.delta': AgentTaskDelta;
  'notification.created': { id: number; type: NotificationType; title: string };
  'notification.counts': NotificationCounts;
  'escalation.changed': { id: number; status: EscalationStatus; version: number };
  'change_set.changed': { id: number; status: ChangeSetStatus; version: number };
  /** Many records changed at once, by an import: whoever watches one of them is told of it by `entity.changed`. */
  'entity.bulk_changed': { created: number; updated: number; deleted: number; restored: number };
  'import.changed': ImportProgress;
  'session.expired': { reason: string };
}

/** How far an import has come. */
export type ImportProgress = Pick<
  ImportJob,
  | 'id'
  | 'status'
  | 'phase'
  | 'rows_read'
  | 'rows_total'
  | 'rows_created'
  | 'rows_updated'
  | 'rows_unchanged'
  | 'rows_failed'
  | 'version'
>;

export type Acknowledgement = { ok: true } | { ok: false; problem: Problem };

/** What a socket may ask; each is acknowledged. */
export interface ClientEvents {
  'agent_task.subscribe': { id: number; after_seq?: number };
  'agent_task.unsubscribe': { id: number };
  'entity.subscribe': { id?: number };
  'entity.unsubscribe': { id?: number };
}
