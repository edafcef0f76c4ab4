import { type Notification } from '@bureau/contracts';
import { Database, WritePath, type OutboxEvent } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { NOTIFICATION_RESOURCE } from './persistence/notification.resource';
import { recipientsOf } from './persistence/recipients';
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

  /** Tells everybody whom the event concerns, or nobody. @returns whether somebody was told now */
  async deliver(eventId: number): Promise<boolean> {
    const [event] = await this.database.query<OutboxEvent>({ ...READ_EVENT, values: [eventId] });
    const notice = event ? noticeOf(event) : null;
    if (!notice) return false;
    const { audience: _audience, ...told } = notice;
    const message =
      notice.subject_type === 'agent_task' && notice.subject_id !== null
        ? await taskWords(this.database, notice.subject_id)
        : notice.message;
    const recipients = await recipientsOf(this.database, notice);
    try {
      await this.database.transaction(async (executor) => {
        for (const user_id of recipients)
          await this.notifications.create({ ...told, user_id, message, event_id: eventId }, { executor });
      });
      return recipients.length > 0;
    } catch (error) {
      if ((error as { constraint?: string }).constraint === 'uq_notifications_event') return false;
      throw error;
    }
  }
}
