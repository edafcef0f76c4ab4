import { type CurrentUser, type Session } from '@bureau/contracts';
import { Id, IfMatch, MERGE_PATCH, Permit } from '@bureau/platform';
import { Body, Controller, Delete, Get, HttpCode, Ip, Patch, Put } from '@nestjs/common';
import { ApiConsumes, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SessionsService } from '../sessions/sessions.service';
import { AccountService } from '../users/account.service';
import { ChangePasswordDto, UpdateProfileDto } from './dto/account.dto';
import { CurrentUserView, SessionView } from './user.view';

@ApiTags('auth')
@Permit('account:manage')
@Controller('auth')
export class AccountController {
  constructor(
    private readonly account: AccountService,
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
  async changePassword(@Body() body: ChangePasswordDto, @Ip() ip: string): Promise<void> {
    await this.account.changePassword(body, ip);
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
