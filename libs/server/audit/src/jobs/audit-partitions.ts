import { Database, Housekeeping } from '@bureau/platform';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AuditAlerts } from './audit-alerts';

/** Months ahead that have a partition, as the platform makes them. */
const MONTHS_AHEAD = 2;

const STANDING = {
  name: 'audit_partitions_standing',
  text: `select (select to_char(timestamp at time zone 'UTC', 'YYYY-MM') from audit_logs_default limit 1) as stray,
    (select string_agg(to_char(d, 'YYYY-MM'), ', ') from generate_series(0, ${MONTHS_AHEAD}) m
      cross join lateral (select (now() at time zone 'UTC') + make_interval(months => m) as d) month
      where to_regclass('audit_logs_' || to_char(d, 'YYYY_MM')) is null) as missing`,
};
const SORT = { name: 'audit_partitions_sort', text: 'select bureau_audit_sort_default() as moved' };

/** Sees that every month has its own partition, ahead of time. A missing one loses nothing: rows go to the default one. */
@Injectable()
export class AuditPartitions implements OnModuleInit {
  private readonly logger = new Logger(AuditPartitions.name);

  constructor(
    private readonly database: Database,
    private readonly housekeeping: Housekeeping,
    private readonly alerts: AuditAlerts,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register('default partition of the audit log', () => this.look());
  }

  async look(): Promise<void> {
    const [standing] = await this.database.query<{ stray: string | null; missing: string | null }>(STANDING);
    if (standing?.missing)
      await this.alerts.raise(
        `The audit log has no partition for ${standing.missing}: rows go to the default one.`,
      );
    if (!standing?.stray) return;
    await this.alerts.raise(`Rows of the audit log of ${standing.stray} stood in the default partition.`);
    const [sorted] = await this.database.query<{ moved: number }>(SORT);
    this.logger.log(`Rows moved into the partitions of their months: ${sorted?.moved ?? 0}`);
  }
}
