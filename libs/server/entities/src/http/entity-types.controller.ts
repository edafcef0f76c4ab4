import { type EntityType, type EntityTypeCheck } from '@bureau/contracts';
import {
  answerPage,
  Created,
  IfMatch,
  type ListQuery,
  ListRequest,
  ListRoute,
  MERGE_PATCH,
  Permit,
} from '@bureau/platform';
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Res } from '@nestjs/common';
import {
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { ENTITY_TYPE_LIST } from '../persistence/entity-type.resource';
import { EntityTypesService } from '../types/entity-types.service';
import {
  CheckEntityTypeDto,
  EntityTypeChangesDto,
  EntityTypeCheckView,
  EntityTypeView,
  NewEntityTypeDto,
} from './dto/entity-type.dto';
import { TypeKey } from './type-key.decorator';

const KEY = { name: 'id', schema: { type: 'string' }, description: 'The id, or the name.' } as const;

@ApiTags('entity-types')
@Controller('entity-types')
export class EntityTypesController {
  constructor(private readonly types: EntityTypesService) {}

  @ListRoute(ENTITY_TYPE_LIST)
  @Permit('entity_type:read')
  @ApiOkResponse({ type: [EntityTypeView] })
  async list(
    @ListRequest(ENTITY_TYPE_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EntityType[]> {
    return answerPage(reply, await this.types.list(query));
  }

  @Get(':id')
  @Permit('entity_type:read')
  @ApiParam(KEY)
  @ApiOkResponse({ type: EntityTypeView })
  async get(@TypeKey() key: number | string): Promise<EntityType> {
    return this.types.get(key);
  }

  @Post()
  @Permit('entity_type:update')
  @Created('entity-types')
  @ApiCreatedResponse({ type: EntityTypeView })
  async create(@Body() body: NewEntityTypeDto): Promise<EntityType> {
    return this.types.create(body);
  }

  @Put(':id')
  @Permit('entity_type:update')
  @ApiParam(KEY)
  @ApiOkResponse({ type: EntityTypeView, description: 'Fields left out stay; the schema is replaced.' })
  async replace(
    @TypeKey() key: number | string,
    @Body() body: EntityTypeChangesDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<EntityType> {
    return this.types.update(key, body, ifMatch);
  }

  @Patch(':id')
  @Permit('entity_type:update')
  @ApiParam(KEY)
  @ApiConsumes(MERGE_PATCH)
  @ApiOkResponse({ type: EntityTypeView, description: 'Fields left out stay; the schema is replaced.' })
  async update(
    @TypeKey() key: number | string,
    @Body() body: EntityTypeChangesDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<EntityType> {
    return this.types.update(key, body, ifMatch);
  }

  @Delete(':id')
  @Permit('entity_type:update')
  @ApiParam(KEY)
  @HttpCode(204)
  @ApiNoContentResponse()
  async delete(@TypeKey() key: number | string, @IfMatch() ifMatch: number | null): Promise<void> {
    await this.types.remove(key, ifMatch);
  }

  @Post(':id/check')
  @Permit('entity_type:update')
  @ApiParam(KEY)
  @HttpCode(200)
  @ApiOkResponse({ type: EntityTypeCheckView, description: 'Changes nothing.' })
  async check(@TypeKey() key: number | string, @Body() body: CheckEntityTypeDto): Promise<EntityTypeCheck> {
    return this.types.check(key, body.schema);
  }
}
