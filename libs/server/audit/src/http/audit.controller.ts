import { type AuditLog } from '@bureau/contracts';
import { answerPage, Id, ListRequest, ListRoute, Permit, type ListQuery } from '@bureau/platform';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { AuditService } from '../audit.service';
import { AUDIT_LIST } from '../persistence/audit-log.list';
import { AuditLogView } from './audit-log.view';

@ApiTags('audit-logs')
@Controller('audit-logs')
@Permit('audit:read')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @ListRoute(AUDIT_LIST)
  @ApiOkResponse({ type: [AuditLogView] })
  async list(
    @ListRequest(AUDIT_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditLog[]> {
    return answerPage(reply, await this.audit.list(query));
  }

  @Get(':id')
  @ApiOkResponse({ type: AuditLogView })
  async get(@Id() id: number): Promise<AuditLog> {
    return this.audit.get(id);
  }
}
