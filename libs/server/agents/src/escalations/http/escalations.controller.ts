import { type DelegateCandidate, type Escalation } from '@bureau/contracts';
import { answerPage, Id, IfMatch, type ListQuery, ListRequest, ListRoute, Permit } from '@bureau/platform';
import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DelegateCandidateView, DelegateDto, DelegatesQuery } from '../../review/delegation/delegate.dto';
import { Delegates } from '../../review/delegation/delegates';
import { EscalationDecisions } from '../escalation-decisions.service';
import { EscalationDelegation } from '../escalation-delegation.service';
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
    private readonly delegation: EscalationDelegation,
    private readonly delegates: Delegates,
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

  /** Active people to whom it can be passed on. */
  @Get(':id/delegates')
  @Permit('escalation:decide')
  @ApiOkResponse({ type: [DelegateCandidateView] })
  async candidates(@Id() id: number, @Query() { q }: DelegatesQuery): Promise<DelegateCandidate[]> {
    const { kind } = await this.readings.get(id);
    return this.delegates.candidates(kind === 'approval' ? 'change_set:decide' : 'escalation:decide', q);
  }

  /** Passes the question on: that person sees and answers it, beside those who were asked. */
  @Post(':id/delegate')
  @Permit('escalation:decide')
  @HttpCode(200)
  @ApiOkResponse({ type: EscalationView })
  async delegate(
    @Id() id: number,
    @Body() body: DelegateDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<Escalation> {
    await this.delegation.delegate(id, body, ifMatch);
    return this.readings.get(id);
  }
}
