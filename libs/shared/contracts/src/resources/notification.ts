export const NOTIFICATION_TYPES = [
  'change_set.proposed',
  'change_set.decided',
  'agent_task.completed',
  'agent_task.failed',
  'agent_task.message',
  'escalation.opened',
  'import.finished',
  'account.alert',
  'system.alert',
] as const;
export type NotificationType = (typeof NOTIFICATION_TYPES)[number];

export interface Notification {
  id: number;
  user_id: number;
  type: NotificationType;
  title: string;
  message: string;
  is_read: boolean;
  /** What it is about, e.g. `change_set` and its id: the portal links there. */
  subject_type: string | null;
  subject_id: number | null;
  version: number;
  created_at: string;
}

/** What an agent tells a person, on its way to becoming a notification. */
export interface AgentMessage {
  /** Of the task. */
  id: number;
  change: 'sent';
  /** Who is told. */
  user_id: number;
  title: string;
  /** Plain text. */
  message: string;
  /** The record that it is about. */
  entity_id: number | null;
  agent: string;
  /** Name of the person for whom the agent works. */
  on_behalf_of: string;
}

export interface NotificationCounts {
  unread: number;
  total: number;
}
