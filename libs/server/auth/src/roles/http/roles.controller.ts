import { type RoleRecord } from '@bureau/contracts';
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
  StepUp,
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
import { ROLE_LIST } from '../persistence/role.resource';
import { RolesService } from '../roles.service';
import { NewRoleDto, RoleChangesDto, RoleView } from './role.dto';

@ApiTags('roles')
@Controller('roles')
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  @ListRoute(ROLE_LIST)
  @Permit('role:read')
  @ApiOkResponse({ type: [RoleView] })
  async list(
    @ListRequest(ROLE_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RoleRecord[]> {
    return answerPage(reply, await this.roles.list(query));
  }

  @Get(':id')
  @Permit('role:read')
  @ApiOkResponse({ type: RoleView })
  async get(@Id() id: number): Promise<RoleRecord> {
    return this.roles.get(id);
  }

  @Post()
  @Permit('role:update')
  @StepUp()
  @Created('roles')
  @ApiCreatedResponse({ type: RoleView })
  async create(@Body() body: NewRoleDto): Promise<RoleRecord> {
    return this.roles.create(body);
  }

  @Put(':id')
  @Permit('role:update')
  @StepUp()
  @ApiOkResponse({ type: RoleView, description: 'Fields left out stay; lists are replaced.' })
  async replace(
    @Id() id: number,
    @Body() body: RoleChangesDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<RoleRecord> {
    return this.roles.update(id, body, ifMatch);
  }

  @Patch(':id')
  @Permit('role:update')
  @StepUp()
  @ApiConsumes(MERGE_PATCH)
  @ApiOkResponse({ type: RoleView, description: 'Fields left out stay; lists are replaced.' })
  async update(
    @Id() id: number,
    @Body() body: RoleChangesDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<RoleRecord> {
    return this.roles.update(id, body, ifMatch);
  }

  @Delete(':id')
  @Permit('role:update')
  @StepUp()
  @HttpCode(204)
  @ApiNoContentResponse()
  async delete(@Id() id: number, @IfMatch() ifMatch: number | null): Promise<void> {
    await this.roles.remove(id, ifMatch);
  }
}
