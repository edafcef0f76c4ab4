import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditService } from './audit.service';
import { AuditExportService } from './export/audit-export.service';
import { AuditLogTable } from './persistence/audit-log.table';
import { AuditSealTable } from './persistence/audit-seal.table';
import { AuditVerificationTable } from './persistence/audit-verification.table';
import { VerificationsService } from './verify/verifications.service';

/** The audit log for those who may read it. */
@Module({
  imports: [TypeOrmModule.forFeature([AuditLogTable, AuditSealTable, AuditVerificationTable])],
  providers: [AuditService, AuditExportService, VerificationsService],
  exports: [AuditService, AuditExportService, VerificationsService],
})
export class AuditModule {}
