import { type SavedView } from '@bureau/contracts';
import {
  answerPage,
  Created,
  Id,
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
  ApiTags,
} from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { VIEW_LIST } from '../persistence/view.resource';
import { ViewsService } from '../views.service';
import { NewViewDto, SavedViewView, ViewChangesDto } from './view.dto';

@ApiTags('views')
@Permit('account:manage')
@Controller('views')
export class ViewsController {
  constructor(private readonly views: ViewsService) {}

  @ListRoute(VIEW_LIST)
  @ApiOkResponse({ type: [SavedViewView] })
  async list(
    @ListRequest(VIEW_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SavedView[]> {
    return answerPage(reply, await this.views.list(query));
  }

  @Get(':id')
  @ApiOkResponse({ type: SavedViewView })
  async get(@Id() id: number): Promise<SavedView> {
    return this.views.get(id);
  }

  @Post()
  @Created('views')
  @ApiCreatedResponse({ type: SavedViewView })
  async create(@Body() body: NewViewDto): Promise<SavedView> {
    return this.views.create(body);
  }

  @Put(':id')
  @ApiOkResponse({ type: SavedViewView, description: 'Fields left out stay; the query is replaced.' })
  async replace(
    @Id() id: number,
    @Body() body: ViewChangesDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<SavedView> {
    return this.views.update(id, body, ifMatch);
  }

  @Patch(':id')
  @ApiConsumes(MERGE_PATCH)
  @ApiOkResponse({ type: SavedViewView, description: 'Fields left out stay; the query is replaced.' })
  async update(
    @Id() id: number,
    @Body() body: ViewChangesDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<SavedView> {
    return this.views.update(id, body, ifMatch);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async delete(@Id() id: number, @IfMatch() ifMatch: number | null): Promise<void> {
    await this.views.remove(id, ifMatch);
  }
}
