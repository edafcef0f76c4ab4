import { type CurrentUser, type Session } from '@bureau/contracts';
import { Id, IfMatch, MERGE_PATCH, Permit } from '@bureau/platform';
import { Body, Controller, Delete, Get, HttpCode, Patch, Put, Req } from '@nestjs/common';
import { ApiConsumes, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { OwnPassword } from '../passwords/own-password.service';
import { SessionsService } from '../sessions/sessions.service';
import { AccountService } from '../users/account.service';
import { DEVICE_COOKIE } from './auth-cookies';
import { ChangePasswordDto, UpdateProfileDto } from './dto/account.dto';
import { CurrentUserView, SessionView } from './user.view';

@ApiTags('auth')
@Permit('account:manage')
@Controller('auth')
export class AccountController {
  constructor(
    private readonly account: AccountService,
    private readonly password: OwnPassword,
    private readonly sessions: SessionsService,
  ) {}

  @Get('me')
  @ApiOkResponse({ type: CurrentUserView })
  async me(): Promise<CurrentUser> {
    return this.account.current();
  }

  @Patch('me')
  @ApiConsumes(MERGE_PATCH)
  @ApiOkResponse({ type: CurrentUserView })
  async update(@Body() body: UpdateProfileDto, @IfMatch() ifMatch: number | null): Promise<CurrentUser> {
    return this.account.update(body, ifMatch);
  }

  @Put('me/password')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Every other session has ended.' })
  async changePassword(@Body() body: ChangePasswordDto, @Req() request: FastifyRequest): Promise<void> {
    await this.password.change(body, request.cookies[DEVICE_COOKIE]);
  }

  @Get('sessions')
  @ApiOkResponse({ type: [SessionView] })
  async listSessions(): Promise<Session[]> {
    return this.sessions.list();
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async endSession(@Id() id: number): Promise<void> {
    await this.sessions.end(id);
  }

  @Delete('sessions')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Every session but the one of this request has ended.' })
  async endOtherSessions(): Promise<void> {
    await this.sessions.endOthers();
  }
}
