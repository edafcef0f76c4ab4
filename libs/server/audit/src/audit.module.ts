import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditService } from './audit.service';
import { AuditLogTable } from './persistence/audit-log.table';
import { AuditSealTable } from './persistence/audit-seal.table';
import { AuditVerificationTable } from './persistence/audit-verification.table';
import { VerificationsService } from './verify/verifications.service';

/** The audit log for those who may read it. */
@Module({
  imports: [TypeOrmModule.forFeature([AuditLogTable, AuditSealTable, AuditVerificationTable])],
  providers: [AuditService, VerificationsService],
  exports: [AuditService, VerificationsService],
})
export class AuditModule {}
