import { AuditWriter, emptyContext, QUEUES, runInContext, WORKER, WORKER_OPTIONS } from '@bureau/platform';
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { type Job } from 'bullmq';
import { AuditEraser } from '../erasure/audit-eraser';
import { VerificationRunner } from '../verify/verification-runner';

/** `audit.verify` runs the verification that it names; `audit.erase` takes a person out of the log. */
export type AuditJobData = { verification_id: number } | { user_id: number };

/** The audit log's own jobs. A verification reads what an erasure writes, so they take turns. */
@Processor({ name: QUEUES.audit, configKey: WORKER }, { ...WORKER_OPTIONS, concurrency: 1 })
export class AuditProcessor extends WorkerHost {
  constructor(
    private readonly runner: VerificationRunner,
    private readonly eraser: AuditEraser,
    private readonly audit: AuditWriter,
  ) {
    super();
  }

  async process({ data }: Job<AuditJobData>): Promise<void> {
    if ('verification_id' in data) await this.runner.run(data.verification_id);
    else await runInContext(emptyContext(`erasure-${data.user_id}`), () => this.forget(data.user_id));
  }

  private async forget(userId: number): Promise<void> {
    const rows = await this.eraser.erase(userId);
    await this.audit.record({
      action: 'audit_log.forget',
      outcome: 'success',
      entity_type: 'user',
      entity_id: userId,
      new_values: { rows },
    });
  }
}
