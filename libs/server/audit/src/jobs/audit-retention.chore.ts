import { AuditWriter, CONFIG, type Config, Database, Housekeeping } from '@bureau/platform';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AuditTools } from '../audit-tools';
import { AuditRetention, MonthKeptError } from '../retention/audit-retention';
import { AuditAlerts } from './audit-alerts';

/** Drops months of the audit log that are kept long enough, where the configuration says how long that is. */
@Injectable()
export class AuditRetentionChore implements OnModuleInit {
  private readonly logger = new Logger(AuditRetentionChore.name);

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly audit: AuditWriter,
    private readonly tools: AuditTools,
    private readonly housekeeping: Housekeeping,
    private readonly alerts: AuditAlerts,
  ) {}

  onModuleInit(): void {
    const { auditRetentionMonths: months } = this.config;
    if (months === null) return;
    this.housekeeping.register('retention of the audit log', () => this.run(months));
  }

  async run(months: number): Promise<void> {
    const { file, key } = this.tools;
    try {
      const dropped = await new AuditRetention(this.database, this.audit, file, key, months).run();
      if (dropped.length > 0) this.logger.log(`Months of the audit log dropped: ${dropped.join(', ')}`);
    } catch (error) {
      if (!(error instanceof MonthKeptError)) throw error;
      await this.alerts.raise(error.message);
    }
  }
}
