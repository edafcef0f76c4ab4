import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database';
import { IdempotencyKeys } from '../http/idempotency/idempotency-keys';
import { OutboxRelay } from '../outbox/outbox-relay';
import { Housekeeping } from './housekeeping';

/** Without a partition ahead, rows of the next month would gather in the default one. */
const MONTHS_AHEAD = 2;

/** What the platform's own tables need. */
@Injectable()
export class PlatformChores implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly database: Database,
    private readonly relay: OutboxRelay,
    private readonly keys: IdempotencyKeys,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register('delivered events', () => this.relay.prune());
    this.housekeeping.register('old idempotency keys', () => this.keys.purge());
    this.housekeeping.register('partitions of the audit log', () => this.preparePartitions());
  }

  private async preparePartitions(): Promise<void> {
    await this.database.query({
      text: `select bureau_audit_partition((now() + make_interval(months => m))::date) from generate_series(0, ${MONTHS_AHEAD}) m`,
    });
  }
}
