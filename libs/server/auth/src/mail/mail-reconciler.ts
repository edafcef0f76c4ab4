import { Database, Housekeeping } from '@bureau/platform';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { AccountLinks } from '../links/account-links';
import { MailDelivery } from './mail-delivery.service';

const EVERY_MS = 10_000;

/** Tries again what failed, and what was lost with Redis; forgets what is long done. */
@Injectable()
export class MailReconciler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(MailReconciler.name);
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly delivery: MailDelivery,
    private readonly database: Database,
    private readonly links: AccountLinks,
    private readonly housekeeping: Housekeeping,
  ) {}

  onApplicationBootstrap(): void {
    this.housekeeping.register('mails that were sent', () => this.purge());
    this.housekeeping.register('links that were never used', () => this.links.purge());
    this.plan();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private plan(): void {
    this.timer = setTimeout(() => {
      this.running = this.round().then(() => this.plan());
    }, EVERY_MS);
    this.timer.unref();
  }

  private async round(): Promise<void> {
    try {
      await this.delivery.deliverDue();
    } catch (error) {
      this.logger.warn(`Mails not looked after: ${(error as Error).message}`);
    }
  }

  private async purge(): Promise<void> {
    await this.database.query({
      name: 'mail_purge',
      text: `delete from mail_messages where id in (select id from mail_messages
        where status <> 'queued' and created_at < now() - interval '30 days' order by id limit 5000)`,
    });
  }
}
