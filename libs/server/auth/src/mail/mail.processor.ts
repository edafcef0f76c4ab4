import { QUEUES, WORKER, WORKER_OPTIONS } from '@bureau/platform';
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { type Job } from 'bullmq';
import { MailDelivery } from './mail-delivery.service';

/** Mail servers take a few connections from one sender. */
const CONCURRENCY = 3;

export interface MailSendData {
  mail_id: number;
}

/** Job `mail.send`: tries once; what fails is tried again by its row. */
@Processor({ name: QUEUES.mail, configKey: WORKER }, { ...WORKER_OPTIONS, concurrency: CONCURRENCY })
export class MailProcessor extends WorkerHost {
  constructor(private readonly delivery: MailDelivery) {
    super();
  }

  async process({ data }: Job<MailSendData>): Promise<void> {
    await this.delivery.deliver(data.mail_id);
  }
}
