import { type Notification } from '@bureau/contracts';
import { Database, WritePath, type OutboxEvent } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { NOTIFICATION_RESOURCE } from './persistence/notification.resource';
import { taskWords } from './persistence/task-words';
import { noticeOf } from './rules/notices';

const READ_EVENT = {
  name: 'notification_event',
  text: 'select id, topic, payload from outbox where id = $1::bigint',
};

/** Makes notifications of events. An event that is delivered again tells nobody twice. */
@Injectable()
export class NotificationDelivery {
  private readonly notifications: WritePath<Notification>;

  constructor(private readonly database: Database) {
    this.notifications = new WritePath(database, NOTIFICATION_RESOURCE);
  }

  /** @returns whether a notification was made now */
  async deliver(eventId: number): Promise<boolean> {
    const [event] = await this.database.query<OutboxEvent>({ ...READ_EVENT, values: [eventId] });
    const notice = event ? noticeOf(event) : null;
    if (!notice) return false;
    const message =
      notice.subject_type === 'agent_task' && notice.subject_id !== null
        ? await taskWords(this.database, notice.subject_id)
        : notice.message;
    try {
      await this.notifications.create({ ...notice, message, event_id: eventId });
      return true;
    } catch (error) {
      if ((error as { constraint?: string }).constraint === 'uq_notifications_event') return false;
      throw error;
    }
  }
}
