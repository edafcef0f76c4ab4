import { Module } from '@nestjs/common';
import { AuditModule } from './audit.module';
import { AuditExportController } from './http/audit-export.controller';
import { AuditController } from './http/audit.controller';
import { AuditVerificationsController } from './http/audit-verifications.controller';

/** What the API adds: reading, exporting, verifying. No route creates, changes or deletes a row. */
@Module({
  imports: [AuditModule],
  controllers: [AuditExportController, AuditVerificationsController, AuditController],
})
export class AuditHttpModule {}
