import { OutboxRoutes, QUEUES } from '@bureau/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MAIL_QUEUED } from './mail-queue';

/** Sends mails that wait to the queue. */
@Injectable()
export class MailRoutes implements OnModuleInit {
  constructor(private readonly routes: OutboxRoutes) {}

  onModuleInit(): void {
    this.routes.register({
      topic: MAIL_QUEUED,
      queue: QUEUES.mail,
      job: ({ payload }) => ({
        name: 'mail.send',
        id: `mail-${String(payload['id'])}`,
        data: { mail_id: payload['id'] ?? null },
      }),
    });
  }
}
