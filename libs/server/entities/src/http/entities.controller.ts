import { type Entity } from '@bureau/contracts';
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
import { ENTITY_LIST } from '../persistence/entity.list';
import { DeleteEntityQuery } from './dto/entity-query.dto';
import { EntityChangesDto, EntityStatusDto, NewEntityDto } from './dto/entity.dto';
import { EntityView } from './entity.view';

@ApiTags('entities')
@Controller('entities')
export class EntitiesController {
  constructor(private readonly entities: EntitiesService) {}

  @ListRoute(ENTITY_LIST)
  @Permit('entity:read')
  @ApiOkResponse({ type: [EntityView] })
  async list(
    @ListRequest(ENTITY_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Entity[]> {
    return answerPage(reply, await this.entities.list(query));
  }

  @Get(':id')
  @Permit('entity:read')
  @ApiOkResponse({ type: EntityView })
  async get(@Id() id: number): Promise<Entity> {
    return this.entities.get(id);
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
