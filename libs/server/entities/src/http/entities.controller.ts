import { type Entity, type RememberedEntity } from '@bureau/contracts';
import {
  answerPage,
  ClaimsIdempotencyKey,
  Created,
  Id,
  IfMatch,
  ListRequest,
  ListRoute,
  Permit,
  type ListQuery,
} from '@bureau/platform';
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query, Res } from '@nestjs/common';
import {
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { EntitiesService } from '../entities.service';
import { EntityProvenance } from '../memory/entity-provenance.service';
import { EntityVersions } from '../memory/entity-versions.service';
import { ENTITY_LIST } from '../persistence/entity.list';
import { GetEntityQuery } from './dto/entity-memory.dto';
import { DeleteEntityQuery } from './dto/entity-query.dto';
import { EntityChangesDto, EntityStatusDto, NewEntityDto } from './dto/entity.dto';
import { EntityView } from './entity.view';
import { momentOf } from './moment-of';

@ApiTags('entities')
@Controller('entities')
export class EntitiesController {
  constructor(
    private readonly entities: EntitiesService,
    private readonly versions: EntityVersions,
    private readonly provenances: EntityProvenance,
  ) {}

  @ListRoute(ENTITY_LIST)
  @Permit('entity:read')
  @ApiOkResponse({ type: [EntityView] })
  async list(
    @ListRequest(ENTITY_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RememberedEntity[]> {
    const page = await this.entities.list(query);
    if (query.include.size === 0) return answerPage(reply, page);
    return answerPage(reply, { ...page, rows: await this.provenances.include(page.rows, query.include) });
  }

  @Get(':id')
  @Permit('entity:read')
  @ApiOkResponse({ type: EntityView })
  async get(@Id() id: number, @Query() query: GetEntityQuery): Promise<RememberedEntity> {
    const moment = momentOf(query);
    if (moment) return this.versions.asOf(id, moment);
    const record = await this.entities.get(id);
    if (query.include === undefined) return record;
    const [remembered] = await this.provenances.include([record], new Set(query.include.split(',')));
    return remembered ?? record;
  }

  @Post()
  @Permit('entity:create')
  @Created('entities')
  @ClaimsIdempotencyKey()
  @ApiCreatedResponse({ type: EntityView })
  async create(@Body() body: NewEntityDto): Promise<Entity> {
    return this.entities.create(body);
  }

  @Put(':id')
  @Permit('entity:update')
  @ApiOkResponse({ type: EntityView, description: 'Fields left out stay; metadata replaces the old one.' })
  async replace(
    @Id() id: number,
    @Body() body: EntityChangesDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<Entity> {
    return this.entities.replace(id, body, { ifMatch });
  }

  @Patch(':id')
  @Permit('entity:update')
  @ApiConsumes('application/merge-patch+json')
  @ApiOkResponse({ type: EntityView, description: 'JSON merge patch (RFC 7396), inside metadata as well.' })
  async merge(
    @Id() id: number,
    @Body() body: EntityChangesDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<Entity> {
    return this.entities.merge(id, body, { ifMatch });
  }

  @Patch(':id/status')
  @Permit('entity:update')
  @ApiOkResponse({ type: EntityView })
  async setStatus(
    @Id() id: number,
    @Body() body: EntityStatusDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<Entity> {
    return this.entities.setStatus(id, body.status, { ifMatch });
  }

  @Delete(':id')
  @Permit('entity:delete')
  @HttpCode(204)
  @ApiNoContentResponse()
  async delete(
    @Id() id: number,
    @Query() query: DeleteEntityQuery,
    @IfMatch() ifMatch: number | null,
  ): Promise<void> {
    if (query.purge === 'true') await this.entities.purge(id, { ifMatch });
    else await this.entities.trash(id, { ifMatch });
  }

  @Post(':id/restore')
  @Permit('entity:delete')
  @HttpCode(200)
  @ApiOkResponse({ type: EntityView })
  async restore(@Id() id: number, @IfMatch() ifMatch: number | null): Promise<Entity> {
    return this.entities.restore(id, { ifMatch });
  }
}
