import { Database, Housekeeping } from '@bureau/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { VerificationsService } from '../verify/verifications.service';

/** Verified within the last day, or nothing to verify. */
const VERIFIED = {
  name: 'audit_verified_lately',
  text: `select exists(select from audit_verifications where status = 'completed' and finished_at > now() - interval '24 h')
    or not exists(select from audit_seals) as verified`,
};

/** What the audit log needs from time to time. */
@Injectable()
export class AuditChores implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly database: Database,
    private readonly verifications: VerificationsService,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register('daily verification of the audit log', () => this.verifyDaily());
  }

  private async verifyDaily(): Promise<void> {
    const [row] = await this.database.query<{ verified: boolean }>(VERIFIED);
    if (row && !row.verified) await this.verifications.request();
  }
}
