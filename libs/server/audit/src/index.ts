export { AuditHttpModule } from './audit-http.module';
export { AuditModule } from './audit.module';
export { AuditService } from './audit.service';
