export { AuditHttpModule } from './audit-http.module';
export { AuditJobsModule } from './audit-jobs.module';
export { AuditModule } from './audit.module';
export { AuditService } from './audit.service';
export { CheckpointFile } from './checkpoints/checkpoint-file';
export { verifyingKey } from './checkpoints/signing-key';
export { AuditVerifier, type VerificationReport } from './verify/audit-verifier';
