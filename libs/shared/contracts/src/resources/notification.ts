export const NOTIFICATION_TYPES = [
  'change_set.proposed',
  'change_set.decided',
  'agent_task.completed',
  'agent_task.failed',
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

export interface NotificationCounts {
  unread: number;
  total: number;
}
