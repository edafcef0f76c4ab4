import { type User } from '@bureau/contracts';
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
import { Body, Controller, Get, Patch, Post, Res } from '@nestjs/common';
import { ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { USER_LIST } from '../persistence/user.resource';
import { UsersService } from '../users/users.service';
import { CreateUserDto, UpdateUserDto } from './dto/user.dto';
import { UserView } from './user.view';

@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @ListRoute(USER_LIST)
  @Permit('user:read')
  @ApiOkResponse({ type: [UserView] })
  async list(
    @ListRequest(USER_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<User[]> {
    return answerPage(reply, await this.users.list(query));
  }

  @Get(':id')
  @Permit('user:read')
  @ApiOkResponse({ type: UserView })
  async get(@Id() id: number): Promise<User> {
    return this.users.get(id);
  }

  // The key is kept beside the work: the body holds a password, and hashing it anew gives another row each time.
  @Post()
  @Permit('user:update')
  @StepUp()
  @Created('users')
  @ApiCreatedResponse({ type: UserView })
  async create(@Body() body: CreateUserDto): Promise<User> {
    return this.users.create(body);
  }

  @Patch(':id')
  @Permit('user:update')
  @ApiConsumes(MERGE_PATCH)
  @ApiOkResponse({ type: UserView, description: 'Somebody who is switched off loses every session.' })
  async update(
    @Id() id: number,
    @Body() body: UpdateUserDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<User> {
    return this.users.update(id, body, { ifMatch });
  }
}
