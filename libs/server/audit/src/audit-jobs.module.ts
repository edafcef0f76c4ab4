import { Module } from '@nestjs/common';
import { AuditModule } from './audit.module';
import { AuditAlerts } from './jobs/audit-alerts';
import { AuditChores } from './jobs/audit-chores';
import { AuditPartitions } from './jobs/audit-partitions';
import { AuditRetentionChore } from './jobs/audit-retention.chore';
import { AuditSealing } from './jobs/audit-sealing';
import { AuditTools } from './audit-tools';
import { AuditEraser } from './erasure/audit-eraser';
import { AuditProcessor } from './jobs/audit.processor';
import { ErasureReconciler } from './jobs/erasure-reconciler';
import { VerificationReconciler } from './jobs/verification-reconciler';
import { VerificationRunner } from './verify/verification-runner';

/** What the worker adds: the log is sealed and verified, and lets go of people whose accounts are erased. */
@Module({
  imports: [AuditModule],
  providers: [
    AuditTools,
    AuditSealing,
    AuditChores,
    AuditAlerts,
    AuditPartitions,
    AuditRetentionChore,
    VerificationRunner,
    VerificationReconciler,
    AuditEraser,
    ErasureReconciler,
    AuditProcessor,
  ],
})
export class AuditJobsModule {}
