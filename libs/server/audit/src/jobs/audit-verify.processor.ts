import { QUEUES, WORKER, WORKER_OPTIONS } from '@bureau/platform';
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { type Job } from 'bullmq';
import { VerificationRunner } from '../verify/verification-runner';

export interface AuditVerifyData {
  verification_id: number;
}

/** Job `audit.verify`: runs the verification that it names, where nobody does yet. */
@Processor({ name: QUEUES.audit, configKey: WORKER }, { ...WORKER_OPTIONS, concurrency: 1 })
export class AuditVerifyProcessor extends WorkerHost {
  constructor(private readonly runner: VerificationRunner) {
    super();
  }

  async process({ data }: Job<AuditVerifyData>): Promise<void> {
    await this.runner.run(data.verification_id);
  }
}
