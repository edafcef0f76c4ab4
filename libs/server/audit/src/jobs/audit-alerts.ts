import { AuditWriter, Database, emitEvent } from '@bureau/platform';
import { Injectable, Logger } from '@nestjs/common';

const TOLD = {
  name: 'audit_alert_told',
  text: `select exists (select from audit_logs a where a.action = 'audit_log.alert' and a.reason = $1::text and a.timestamp > now() - interval '24 h') as told`,
};
const ADMINS = {
  name: 'audit_alert_admins',
  text: `select id from users where role = 'admin' and is_active`,
};

/** Tells those who can do something that the audit log needs them. */
@Injectable()
export class AuditAlerts {
  private readonly logger = new Logger(AuditAlerts.name);

  constructor(
    private readonly database: Database,
    private readonly audit: AuditWriter,
  ) {}

  /** Logs it each time; writes it down and notifies every admin once a day. @param sentence what is wrong */
  async raise(sentence: string): Promise<void> {
    this.logger.warn(sentence);
    await this.database.transaction(async (tx) => {
      await tx.query({ text: `select pg_advisory_xact_lock(hashtext('audit_alert'))` });
      const [row] = await tx.query<{ told: boolean }>({ ...TOLD, values: [sentence] });
      if (row?.told) return;
      const entry = { action: 'audit_log.alert', entity_type: 'audit_log', reason: sentence } as const;
      const id = await this.audit.record({ ...entry, outcome: 'failed' }, tx);
      for (const admin of await tx.query<{ id: number }>(ADMINS))
        await emitEvent(tx, 'audit_log.alert', { id, change: 'raised', user_id: admin.id, sentence });
    });
  }
}
