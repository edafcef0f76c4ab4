import { Module } from '@nestjs/common';
import { AuditModule } from './audit.module';
import { AuditController } from './http/audit.controller';
import { AuditVerificationsController } from './http/audit-verifications.controller';

/** What the API adds: reading. No route creates, changes or deletes a row. */
@Module({ imports: [AuditModule], controllers: [AuditVerificationsController, AuditController] })
export class AuditHttpModule {}
