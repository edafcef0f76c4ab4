import { type Session } from '@bureau/contracts';
import { Id, Permit, StepUp } from '@bureau/platform';
import { Controller, Delete, Get, HttpCode } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SessionsService } from '../sessions/sessions.service';
import { UsersService } from '../users/users.service';
import { SessionView } from './user.view';

/** Other people's sessions, for those who manage people. */
@ApiTags('users')
@Permit('user:update')
@Controller('users/:id/sessions')
export class UserSessionsController {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
  ) {}

  @Get()
  @ApiOkResponse({ type: [SessionView] })
  async list(@Id() id: number): Promise<Session[]> {
    await this.users.get(id);
    return this.sessions.listOf(id);
  }

  @Delete(':session_id')
  @StepUp()
  @HttpCode(204)
  @ApiNoContentResponse()
  async end(@Id() id: number, @Id('session_id') sessionId: number): Promise<void> {
    await this.users.get(id);
    await this.sessions.endOf(id, sessionId);
  }

  @Delete()
  @StepUp()
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'The person is signed out everywhere.' })
  async endAll(@Id() id: number): Promise<void> {
    await this.users.get(id);
    await this.sessions.endOf(id);
  }
}
