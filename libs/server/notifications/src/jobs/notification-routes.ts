import { OutboxRoutes, QUEUES } from '@bureau/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { noticeOf, NOTIFYING_TOPICS } from '../rules/notices';

/** Sends the events that concern somebody to the queue. */
@Injectable()
export class NotificationRoutes implements OnModuleInit {
  constructor(private readonly routes: OutboxRoutes) {}

  onModuleInit(): void {
    for (const topic of NOTIFYING_TOPICS) {
      this.routes.register({
        topic,
        queue: QUEUES.notifications,
        job: (event) =>
          noticeOf(event) && {
            name: 'notification.deliver',
            id: `notification-${event.id}`,
            data: { event_id: event.id },
          },
      });
    }
  }
}
