import { type TokenResponse } from '@bureau/contracts';
import { ACCESS_TOKEN_SECONDS, AccessTokens, CONFIG, type Config } from '@bureau/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { KnownDevices } from '../devices/known-devices';
import { type OpenSession } from '../sessions/sessions.service';
import { AccountService } from '../users/account.service';
import { DEVICE_COOKIE, setDeviceCookie, setRefreshCookie } from './auth-cookies';

/** Gives out what a session that was opened or prolonged is used with. */
@Injectable()
export class TokenAnswers {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly account: AccountService,
    private readonly tokens: AccessTokens,
    private readonly devices: KnownDevices,
  ) {}

  /** @param portal whether the refresh token travels as a cookie */
  async answer(session: OpenSession, portal: boolean, reply: FastifyReply): Promise<TokenResponse> {
    reply.header('Cache-Control', 'no-store');
    if (portal) setRefreshCookie(reply, session.refresh_token, this.config);
    return {
      access_token: this.tokens.issue(session.user_id, session.session_id),
      ...(!portal && { refresh_token: session.refresh_token }),
      token_type: 'Bearer',
      expires_in: ACCESS_TOKEN_SECONDS,
      user: await this.account.currentUser(session.user_id),
    };
  }

  /** The browser is known from now on as one in which this person has signed in. */
  markDevice(request: FastifyRequest, reply: FastifyReply, email: string): void {
    const mark = this.devices.markFor(request.cookies[DEVICE_COOKIE], email);
    setDeviceCookie(reply, mark, this.config);
  }
}
