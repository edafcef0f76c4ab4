import { type TokenResponse } from '@bureau/contracts';
import {
  Authenticator,
  bearerToken,
  CONFIG,
  type Config,
  IgnoresIdempotencyKey,
  Public,
} from '@bureau/platform';
import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { refreshTokenRefused } from '../auth.errors';
import { SessionsService } from '../sessions/sessions.service';
import { SignInService } from '../sign-in/sign-in.service';
import { clearRefreshCookie, DEVICE_COOKIE, fromPortal, REFRESH_COOKIE } from './auth-cookies';
import { LoginDto, RefreshDto } from './dto/sign-in.dto';
import { TokenAnswers } from './token-answers';
import { TokenView } from './user.view';

export const PORTAL_HEADER = {
  name: 'X-Bureau-Client',
  required: false,
  description: '`portal`: the refresh token travels as a cookie.',
};

@ApiTags('auth')
@Public()
@IgnoresIdempotencyKey()
@Controller('auth')
export class AuthController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly signIn: SignInService,
    private readonly sessions: SessionsService,
    private readonly tokens: TokenAnswers,
    private readonly authenticator: Authenticator,
  ) {}

  /** 401 `OTP_REQUIRED`: the password is right; send it again with the code of the authenticator app. */
  @Post('login')
  @HttpCode(200)
  @ApiHeader(PORTAL_HEADER)
  @ApiOkResponse({ type: TokenView })
  async login(
    @Body() body: LoginDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenResponse> {
    const portal = fromPortal(request, this.config);
    const session = await this.signIn.signIn(body, request.cookies[DEVICE_COOKIE]);
    const answer = await this.tokens.answer(session, portal, reply);
    if (portal) this.tokens.markDevice(request, reply, body.email);
    return answer;
  }

  @Post('refresh')
  @HttpCode(200)
  @ApiHeader(PORTAL_HEADER)
  @ApiOkResponse({ type: TokenView })
  async refresh(
    @Body() body: RefreshDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenResponse> {
    const portal = fromPortal(request, this.config);
    const token = portal ? request.cookies[REFRESH_COOKIE] : body.refresh_token;
    if (!token) throw refreshTokenRefused();
    return this.tokens.answer(await this.sessions.refresh(token), portal, reply);
  }

  /** Ends the session of the refresh token, of the access token, or of both; answers alike where there is none. */
  @Post('logout')
  @HttpCode(204)
  @ApiHeader(PORTAL_HEADER)
  @ApiNoContentResponse()
  async logout(
    @Body() body: RefreshDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const portal = fromPortal(request, this.config);
    const refreshToken = portal ? request.cookies[REFRESH_COOKIE] : body.refresh_token;
    if (portal) clearRefreshCookie(reply, this.config);
    if (refreshToken) await this.sessions.endByToken(refreshToken);
    const accessToken = bearerToken(request.headers.authorization);
    const known = accessToken === null ? null : await this.authenticator.authenticate(accessToken);
    if (!known || known.caller.session_id === null) return;
    await this.sessions.revoke(
      { user_id: known.caller.user_id, session_id: known.caller.session_id },
      'signed_out',
    );
  }
}
