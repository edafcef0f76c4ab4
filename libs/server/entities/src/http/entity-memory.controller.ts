import { type Entity, type EntityHistoryEntry, type FieldProvenance } from '@bureau/contracts';
import { answerPage, Id, IfMatch, ListRequest, ListRoute, Permit, type ListQuery } from '@bureau/platform';
import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { EntityHistoryService } from '../memory/entity-history.service';
import { EntityProvenance } from '../memory/entity-provenance.service';
import { EntityVersions } from '../memory/entity-versions.service';
import { HISTORY_LIST } from '../memory/history.list';
import { RestoreVersionDto, ReviewFieldsDto } from './dto/entity-memory.dto';
import { EntityHistoryView, FieldProvenanceView } from './entity-memory.view';
import { EntityView } from './entity.view';

/** What a record was, and where what it is comes from. */
@ApiTags('entities')
@Controller('entities/:id')
export class EntityMemoryController {
  constructor(
    private readonly histories: EntityHistoryService,
    private readonly versions: EntityVersions,
    private readonly provenances: EntityProvenance,
  ) {}

  @ListRoute(HISTORY_LIST, 'history')
  @Permit('entity:read')
  @ApiOkResponse({ type: [EntityHistoryView] })
  async history(
    @Id() id: number,
    @ListRequest(HISTORY_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EntityHistoryEntry[]> {
    return answerPage(reply, await this.histories.list(id, query));
  }

  @Get('provenance')
  @Permit('entity:read')
  @ApiOkResponse({ type: [FieldProvenanceView], description: 'Of every field that was ever written.' })
  async provenance(@Id() id: number): Promise<FieldProvenance[]> {
    return this.provenances.of(id);
  }

  @Post('provenance/review')
  @Permit('entity:update')
  @HttpCode(200)
  @ApiOkResponse({ type: [FieldProvenanceView], description: 'The fields as they stand afterwards.' })
  async review(@Id() id: number, @Body() body: ReviewFieldsDto): Promise<FieldProvenance[]> {
    return this.provenances.review(id, body.fields ?? null);
  }

  @Post('versions/:version/restore')
  @Permit('entity:update')
  @HttpCode(200)
  @ApiOkResponse({ type: EntityView, description: 'An ordinary change to the values of that version.' })
  async restoreVersion(
    @Id() id: number,
    @Id('version') version: number,
    @Body() body: RestoreVersionDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<Entity> {
    return this.versions.restore(id, version, { ifMatch, reason: body.reason ?? null });
  }
}
