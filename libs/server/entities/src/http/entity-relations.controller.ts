import { type EntityRelation, type Neighbourhood } from '@bureau/contracts';
import { answerPage, API_PREFIX, Id, ListRequest, ListRoute, Permit, type ListQuery } from '@bureau/platform';
import { Body, Controller, Delete, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { RELATION_LIST } from '../persistence/relation.resource';
import { RelationsService } from '../relations/relations.service';
import { NeighbourhoodQuery, NeighbourhoodView } from './dto/neighbourhood.dto';
import { NewRelationDto } from './dto/relation.dto';
import { EntityRelationView } from './entity-relation.view';

@ApiTags('entities')
@Controller('entities/:id')
export class EntityRelationsController {
  constructor(private readonly relations: RelationsService) {}

  @ListRoute(RELATION_LIST, 'relations')
  @ApiOkResponse({ type: [EntityRelationView] })
  @Permit('entity:read')
  async list(
    @Id() id: number,
    @ListRequest(RELATION_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EntityRelation[]> {
    return answerPage(reply, await this.relations.list(id, query));
  }

  @Get('neighbourhood')
  @ApiOkResponse({ type: NeighbourhoodView, description: 'The records around this one, for a graph.' })
  @Permit('entity:read')
  async neighbourhood(@Id() id: number, @Query() query: NeighbourhoodQuery): Promise<Neighbourhood> {
    const { depth = '1', limit = '100', relation_type } = query;
    return this.relations.neighbourhood(id, { depth: Number(depth), limit: Number(limit), relation_type });
  }

  @Post('relations')
  @ApiCreatedResponse({ type: EntityRelationView })
  @Permit('entity:update')
  async add(
    @Id() id: number,
    @Body() body: NewRelationDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EntityRelation> {
    const relation = await this.relations.add(id, body);
    void reply.header('Location', `/${API_PREFIX}/entities/${id}/relations/${relation.id}`);
    return relation;
  }

  @Delete('relations/:relation_id')
  @Permit('entity:update')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@Id() id: number, @Id('relation_id') relationId: number): Promise<void> {
    await this.relations.remove(id, relationId);
  }
}
