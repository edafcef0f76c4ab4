import {
  type BatchDecision,
  type ChangeSet,
  type ChangeSetGroup,
  type ChangeSetItem,
  type DelegateCandidate,
} from '@bureau/contracts';
import {
  answerPage,
  Created,
  Database,
  Id,
  IfMatch,
  type ListQuery,
  ListRequest,
  ListRoute,
  Permit,
  Proposes,
} from '@bureau/platform';
import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DelegateCandidateView, DelegateDto, DelegatesQuery } from '../../review/delegation/delegate.dto';
import { Delegates } from '../../review/delegation/delegates';
import { ChangeSetReadings } from '../change-set-readings.service';
import { ChangeSetsService } from '../change-sets.service';
import { BatchDecisions } from '../decision/batch-decisions.service';
import { ChangeSetDecisions } from '../decision/change-set-decisions.service';
import { ChangeSetDelegation } from '../delegation/change-set-delegation.service';
import { ChangeSetRefresh } from '../decision/change-set-refresh.service';
import { CHANGE_SET_ITEM_LIST, CHANGE_SET_LIST } from '../persistence/change-set.list';
import { ChangeSetReverts } from '../revert/change-set-reverts.service';
import { ChangeSetGroupView, ChangeSetItemView } from './change-set-item.view';
import { ChangeSetView } from './change-set.view';
import { BatchDecisionView } from './batch-decision.view';
import { DecideChangeSetsDto } from './dto/decide-change-sets.dto';
import { DecideChangeSetDto, RevertChangeSetDto } from './dto/decide-change-set.dto';
import { ProposeChangeSetDto } from './dto/propose-change-set.dto';

/** Proposed changes: propose, look, decide, take back. */
@ApiTags('change-sets')
@Controller('change-sets')
export class ChangeSetsController {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSetsService,
    private readonly readings: ChangeSetReadings,
    private readonly decisions: ChangeSetDecisions,
    private readonly refreshes: ChangeSetRefresh,
    private readonly reverts: ChangeSetReverts,
    private readonly delegation: ChangeSetDelegation,
    private readonly delegates: Delegates,
    private readonly batches: BatchDecisions,
  ) {}

  @ListRoute(CHANGE_SET_LIST)
  @Permit('change_set:read')
  @ApiOkResponse({ type: [ChangeSetView] })
  async list(
    @ListRequest(CHANGE_SET_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChangeSet[]> {
    return answerPage(reply, await this.readings.list(query));
  }

  /** Proposing needs the permissions of the operations that are proposed. */
  @Post()
  @Permit('change_set:read')
  @Proposes()
  @Created('change-sets')
  @ApiCreatedResponse({ type: ChangeSetView })
  async propose(@Body() body: ProposeChangeSetDto): Promise<ChangeSet> {
    const { change_set } = await this.database.transaction((tx) => this.changeSets.propose(tx, body));
    return this.readings.get(change_set.id);
  }

  /** One decision on several sets of low risk; each is decided on its own, and the answer tells what came of it. */
  @Post('decisions')
  @Permit('change_set:decide')
  @HttpCode(200)
  @ApiOkResponse({ type: BatchDecisionView })
  async decideAll(@Body() body: DecideChangeSetsDto): Promise<BatchDecision> {
    return this.batches.decide(body);
  }

  @Get(':id')
  @Permit('change_set:read')
  @ApiOkResponse({ type: ChangeSetView })
  async get(@Id() id: number): Promise<ChangeSet> {
    return this.readings.get(id);
  }

  @ListRoute(CHANGE_SET_ITEM_LIST, ':id/items')
  @Permit('change_set:read')
  @ApiOkResponse({ type: [ChangeSetItemView] })
  async items(
    @Id() id: number,
    @ListRequest(CHANGE_SET_ITEM_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChangeSetItem[]> {
    return answerPage(reply, await this.readings.itemsOf(id, query));
  }

  /** How many items make the same change, most first. */
  @Get(':id/groups')
  @Permit('change_set:read')
  @ApiOkResponse({ type: [ChangeSetGroupView] })
  async groups(@Id() id: number): Promise<ChangeSetGroup[]> {
    return this.readings.groupsOf(id);
  }

  /** One vote; with the last one needed the changes are made. Where records drifted the answer's status is `stale`. */
  @Post(':id/decision')
  @Permit('change_set:decide')
  @HttpCode(200)
  @ApiOkResponse({ type: ChangeSetView })
  async decide(
    @Id() id: number,
    @Body() body: DecideChangeSetDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<ChangeSet> {
    await this.decisions.decide(id, body, ifMatch);
    return this.readings.get(id);
  }

  /** Active people to whom the decision can be passed on. */
  @Get(':id/delegates')
  @Permit('change_set:decide')
  @ApiOkResponse({ type: [DelegateCandidateView] })
  async candidates(@Id() id: number, @Query() { q }: DelegatesQuery): Promise<DelegateCandidate[]> {
    await this.readings.assertVisible(id);
    return this.delegates.candidates('change_set:decide', q);
  }

  /** Passes the decision on: that person sees and decides this set, beside those who were asked. */
  @Post(':id/delegate')
  @Permit('change_set:decide')
  @HttpCode(200)
  @ApiOkResponse({ type: ChangeSetView })
  async delegate(
    @Id() id: number,
    @Body() body: DelegateDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<ChangeSet> {
    await this.delegation.delegate(id, body, ifMatch);
    return this.readings.get(id);
  }

  /** Sets a stale proposal against the records as they are now. */
  @Post(':id/refresh')
  @Permit('change_set:decide')
  @HttpCode(200)
  @ApiOkResponse({ type: ChangeSetView })
  async refresh(@Id() id: number): Promise<ChangeSet> {
    await this.refreshes.refresh(id);
    return this.readings.get(id);
  }

  /** Proposes to take a committed set back. */
  @Post(':id/revert')
  @Permit('change_set:decide')
  @Created('change-sets')
  @ApiCreatedResponse({ type: ChangeSetView })
  async revert(@Id() id: number, @Body() { reason }: RevertChangeSetDto): Promise<ChangeSet> {
    const inverse = await this.reverts.revert(id, reason);
    return this.readings.get(inverse.id);
  }
}
