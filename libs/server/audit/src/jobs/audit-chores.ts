import { Database, Housekeeping } from '@bureau/platform';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { VerificationsService } from '../verify/verifications.service';

const STRAYS = {
  name: 'audit_default_partition',
  text: `select to_char(timestamp at time zone 'UTC', 'YYYY-MM') as month from audit_logs_default limit 1`,
};
/** Verified within the last day, or nothing to verify. */
const VERIFIED = {
  name: 'audit_verified_lately',
  text: `select exists(select from audit_verifications where status = 'completed' and finished_at > now() - interval '24 h')
    or not exists(select from audit_seals) as verified`,
};

/** What the audit log needs from time to time. Its partitions are made by the platform. */
@Injectable()
export class AuditChores implements OnModuleInit {
  private readonly logger = new Logger(AuditChores.name);

  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly database: Database,
    private readonly verifications: VerificationsService,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register('default partition of the audit log', () => this.warnOfStrays());
    this.housekeeping.register('daily verification of the audit log', () => this.verifyDaily());
  }

  /** Rows there keep their month's own partition from being made; nothing is lost, but somebody should know. */
  private async warnOfStrays(): Promise<void> {
    const [stray] = await this.database.query<{ month: string }>(STRAYS);
    if (stray)
      this.logger.warn(`The default partition of the audit log holds rows, of ${stray.month} for one`);
  }

  private async verifyDaily(): Promise<void> {
    const [row] = await this.database.query<{ verified: boolean }>(VERIFIED);
    if (row && !row.verified) await this.verifications.request();
  }
}
