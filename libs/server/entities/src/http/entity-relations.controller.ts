import { type EntityRelation } from '@bureau/contracts';
import { answerPage, API_PREFIX, Id, ListRequest, ListRoute, Permit, type ListQuery } from '@bureau/platform';
import { Body, Controller, Delete, HttpCode, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { HISTORY_LIST } from '../persistence/entity-history.list';
import { RELATION_LIST } from '../persistence/relation.resource';
import { EntityHistoryService, type EntityHistoryEntry } from '../reading/entity-history.service';
import { RelationsService } from '../relations/relations.service';
import { NewRelationDto } from './dto/relation.dto';
import { EntityHistoryView, EntityRelationView } from './entity-relation.view';

@ApiTags('entities')
@Controller('entities/:id')
export class EntityRelationsController {
  constructor(
    private readonly relations: RelationsService,
    private readonly histories: EntityHistoryService,
  ) {}

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

  @ListRoute(HISTORY_LIST, 'history')
  @ApiOkResponse({ type: [EntityHistoryView] })
  @Permit('entity:read')
  async history(
    @Id() id: number,
    @ListRequest(HISTORY_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EntityHistoryEntry[]> {
    return answerPage(reply, await this.histories.list(id, query));
  }
}
