import { type AuditIntegrity, type AuditVerification } from '@bureau/contracts';
import { Accepted, Id, Permit } from '@bureau/platform';
import { Controller, Get, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { VerificationsService } from '../verify/verifications.service';
import { AuditIntegrityView, AuditVerificationView } from './audit-verification.view';

@ApiTags('audit-logs')
@Controller('audit-logs/verify')
@Permit('audit:read')
export class AuditVerificationsController {
  constructor(private readonly verifications: VerificationsService) {}

  @Get()
  @ApiOkResponse({ type: AuditIntegrityView })
  async integrity(): Promise<AuditIntegrity> {
    return this.verifications.integrity();
  }

  @Post()
  @Accepted('audit-logs/verify')
  @ApiAcceptedResponse({
    type: AuditVerificationView,
    description: 'A run over the whole log; the one that waits or runs already where there is one.',
  })
  async verify(): Promise<AuditVerification> {
    return this.verifications.request();
  }

  @Get(':id')
  @ApiOkResponse({ type: AuditVerificationView })
  async get(@Id() id: number): Promise<AuditVerification> {
    return this.verifications.get(id);
  }
}
