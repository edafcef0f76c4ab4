import { Module } from '@nestjs/common';
import { AuditModule } from './audit.module';
import { AuditChores } from './jobs/audit-chores';
import { AuditSealing } from './jobs/audit-sealing';
import { AuditTools } from './audit-tools';
import { AuditVerifyProcessor } from './jobs/audit-verify.processor';
import { VerificationReconciler } from './jobs/verification-reconciler';
import { VerificationRunner } from './verify/verification-runner';

/** What the worker adds: the log is sealed and verified. */
@Module({
  imports: [AuditModule],
  providers: [
    AuditTools,
    AuditSealing,
    AuditChores,
    VerificationRunner,
    VerificationReconciler,
    AuditVerifyProcessor,
  ],
})
export class AuditJobsModule {}
