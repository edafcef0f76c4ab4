import { QUEUES, WORKER, WORKER_OPTIONS } from '@bureau/platform';
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { type Job } from 'bullmq';
import { NotificationDelivery } from '../notification-delivery.service';

/** Deliveries are a few short statements each. */
const CONCURRENCY = 10;

export interface NotificationDeliverData {
  event_id: number;
}

/** Job `notification.deliver`: tells the person whom the event concerns. */
@Processor({ name: QUEUES.notifications, configKey: WORKER }, { ...WORKER_OPTIONS, concurrency: CONCURRENCY })
export class NotificationsProcessor extends WorkerHost {
  constructor(private readonly delivery: NotificationDelivery) {
    super();
  }

  async process({ data }: Job<NotificationDeliverData>): Promise<void> {
    await this.delivery.deliver(data.event_id);
  }
}
