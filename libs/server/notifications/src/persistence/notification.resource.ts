import { NOTIFICATION_TYPES, type Notification } from '@bureau/contracts';
import { type ListDefinition, type ResourceDefinition } from '@bureau/platform';

export const NOTIFICATION_RESOURCE: ResourceDefinition<Notification> = {
  type: 'notification',
  table: 'notifications',
  columns: {
    user_id: { type: 'int' },
    type: { type: 'text' },
    title: { type: 'text' },
    message: { type: 'text' },
    is_read: { type: 'boolean', default: 'false' },
    subject_type: { type: 'text' },
    subject_id: { type: 'bigint' },
    event_id: { type: 'bigint' },
  },
  returning: [
    'id',
    'user_id',
    'type',
    'title',
    'message',
    'is_read',
    'subject_type',
    'subject_id',
    'version',
    'created_at',
  ],
  event: ['user_id', 'type', 'title'],
  trash: true,
};

/** Payload of `notification.changed` in the outbox. */
export interface NotificationChanged {
  id: number;
  change: 'created' | 'updated' | 'deleted';
  version: number;
  user_id: number;
  type: Notification['type'];
  title: string;
}

export const NOTIFICATION_LIST: ListDefinition = {
  name: 'notifications',
  from: 'notifications e',
  select: NOTIFICATION_RESOURCE.returning.map((column) => `e.${column}`),
  columns: {
    id: { sql: 'e.id', type: 'bigint', sort: true },
    type: { sql: 'e.type', type: 'text', values: NOTIFICATION_TYPES },
    is_read: { sql: 'e.is_read', type: 'boolean' },
    subject_type: { sql: 'e.subject_type', type: 'text', nullable: true },
    subject_id: { sql: 'e.subject_id', type: 'bigint', nullable: true },
    created_at: { sql: 'e.created_at', type: 'timestamptz' },
  },
};
