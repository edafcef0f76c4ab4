import { type Escalation } from '@bureau/contracts';
import { answerPage, Id, IfMatch, type ListQuery, ListRequest, ListRoute, Permit } from '@bureau/platform';
import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { EscalationDecisions } from '../escalation-decisions.service';
import { EscalationReadings } from '../escalation-readings.service';
import { ESCALATION_LIST } from '../persistence/escalation.list';
import { EscalationView } from './escalation.view';
import { DecideEscalationDto } from './decide-escalation.dto';

/** What agents ask of people. */
@ApiTags('escalations')
@Controller('escalations')
export class EscalationsController {
  constructor(
    private readonly readings: EscalationReadings,
    private readonly decisions: EscalationDecisions,
  ) {}

  @ListRoute(ESCALATION_LIST)
  @Permit('escalation:read')
  @ApiOkResponse({ type: [EscalationView] })
  async list(
    @ListRequest(ESCALATION_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Escalation[]> {
    return answerPage(reply, await this.readings.list(query));
  }

  @Get(':id')
  @Permit('escalation:read')
  @ApiOkResponse({ type: EscalationView })
  async get(@Id() id: number): Promise<Escalation> {
    return this.readings.get(id);
  }

  /** Approvals decide the whole change set; see `/change-sets/{id}/decision` for parts of one. */
  @Post(':id/decision')
  @Permit('escalation:decide')
  @HttpCode(200)
  @ApiOkResponse({ type: EscalationView })
  async decide(
    @Id() id: number,
    @Body() body: DecideEscalationDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<Escalation> {
    await this.decisions.decide(id, body, ifMatch);
    return this.readings.get(id);
  }
}
