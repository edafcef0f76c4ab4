import { Database } from '@bureau/platform';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { NotificationDelivery } from '../notification-delivery.service';
import { NOTIFYING_TOPICS } from '../rules/notices';

/** Events get this much time for their jobs before they are looked at. */
const EVERY_MS = 60_000;

const UNTOLD = {
  name: 'notifications_untold',
  text: `select o.id from outbox o
    where o.id > $1::bigint and o.id <= $2::bigint and o.topic = any($3::text[])
      and not exists (select from notifications n where n.event_id = o.id)
    order by o.id`,
};

/** Looks once at every event some time after it happened: where its job was lost with Redis, it is told now. */
@Injectable()
export class NotificationReconciler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(NotificationReconciler.name);
  private timer: NodeJS.Timeout | null = null;
  /** Events up to this id were looked at. */
  private lookedAt: number | null = null;
  /** The newest event of the round before. */
  private newest: number | null = null;

  constructor(
    private readonly database: Database,
    private readonly delivery: NotificationDelivery,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.round(), EVERY_MS);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Tells of the events with ids above `from` up to `to` that told nobody yet. @returns how many were told now */
  async reconcile(from: number, to: number): Promise<number> {
    const values = [from, to, NOTIFYING_TOPICS];
    const events = await this.database.query<{ id: number }>({ ...UNTOLD, values });
    let told = 0;
    for (const { id } of events) if (await this.delivery.deliver(id)) told++;
    return told;
  }

  /** One round over what was there at the round before. */
  async round(): Promise<void> {
    try {
      const [outbox] = await this.database.query<{ newest: number }>({
        name: 'notifications_newest_event',
        text: 'select coalesce(max(id), 0) as newest from outbox',
      });
      if (this.newest !== null) {
        await this.reconcile(this.lookedAt ?? 0, this.newest);
        this.lookedAt = this.newest;
      }
      this.newest = outbox?.newest ?? 0;
    } catch (error) {
      this.logger.warn(`Notifications not looked after: ${(error as Error).message}`);
    }
  }
}
