import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditService } from './audit.service';
import { AuditExportService } from './export/audit-export.service';
import { AuditErasureTable } from './persistence/audit-erasure.table';
import { AuditLogTable } from './persistence/audit-log.table';
import { AuditSealTable } from './persistence/audit-seal.table';
import { AuditTombstoneTable } from './persistence/audit-tombstone.table';
import { AuditVerificationTable } from './persistence/audit-verification.table';
import { VerificationsService } from './verify/verifications.service';

const TABLES = [
  AuditLogTable,
  AuditSealTable,
  AuditErasureTable,
  AuditTombstoneTable,
  AuditVerificationTable,
];

/** The audit log for those who may read it. */
@Module({
  imports: [TypeOrmModule.forFeature(TABLES)],
  providers: [AuditService, AuditExportService, VerificationsService],
  exports: [AuditService, AuditExportService, VerificationsService],
})
export class AuditModule {}
