import { type RelationTypeInfo } from '@bureau/contracts';
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
import { RELATION_TYPE_LIST } from '../persistence/relation-type.resource';
import { RelationTypesService } from '../relations/relation-types.service';
import { RelationTypeChangesDto, RelationTypeView, NewRelationTypeDto } from './dto/relation-type.dto';
import { TypeKey } from './type-key.decorator';

const KEY = { name: 'id', schema: { type: 'string' }, description: 'The id, or the name.' } as const;

@ApiTags('relation-types')
@Controller('relation-types')
export class RelationTypesController {
  constructor(private readonly types: RelationTypesService) {}

  @ListRoute(RELATION_TYPE_LIST)
  @Permit('entity_type:read')
  @ApiOkResponse({ type: [RelationTypeView] })
  async list(
    @ListRequest(RELATION_TYPE_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RelationTypeInfo[]> {
    return answerPage(reply, await this.types.list(query));
  }

  @Get(':id')
  @Permit('entity_type:read')
  @ApiParam(KEY)
  @ApiOkResponse({ type: RelationTypeView })
  async get(@TypeKey() key: number | string): Promise<RelationTypeInfo> {
    return this.types.get(key);
  }

  @Post()
  @Permit('entity_type:update')
  @Created('relation-types')
  @ApiCreatedResponse({ type: RelationTypeView })
  async create(@Body() body: NewRelationTypeDto): Promise<RelationTypeInfo> {
    return this.types.create(body);
  }

  @Put(':id')
  @Permit('entity_type:update')
  @ApiParam(KEY)
  @ApiOkResponse({ type: RelationTypeView, description: 'Fields left out stay.' })
  async replace(
    @TypeKey() key: number | string,
    @Body() body: RelationTypeChangesDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<RelationTypeInfo> {
    return this.types.update(key, body, ifMatch);
  }

  @Patch(':id')
  @Permit('entity_type:update')
  @ApiParam(KEY)
  @ApiConsumes(MERGE_PATCH)
  @ApiOkResponse({ type: RelationTypeView, description: 'Fields left out stay.' })
  async update(
    @TypeKey() key: number | string,
    @Body() body: RelationTypeChangesDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<RelationTypeInfo> {
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
}
