import { type LinkedIdentity, type LinkStart, type TokenResponse } from '@bureau/contracts';
import { CONFIG, type Config, Id, IgnoresIdempotencyKey, Permit, Public, StepUp } from '@bureau/platform';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Post,
  Query,
  Redirect,
  Req,
  Res,
} from '@nestjs/common';
import { ApiFoundResponse, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { oidcNotConfigured, refreshTokenRefused } from '../auth.errors';
import { Identities } from '../oidc/identities.service';
import { OidcSignIn, type Returned } from '../oidc/oidc-sign-in.service';
import { OidcFailure } from '../oidc/oidc.errors';
import { LOGIN_SECONDS, PENDING_SECONDS, SealedState } from '../oidc/sealed-state';
import { SignInService } from '../sign-in/sign-in.service';
import { PORTAL_HEADER } from './auth.controller';
import {
  clearOidcCookie,
  fromPortal,
  OIDC_LOGIN_COOKIE,
  OIDC_PENDING_COOKIE,
  setOidcCookie,
  setRefreshCookie,
} from './auth-cookies';
import { OidcStartDto } from './dto/oidc.dto';
import { OtpDto } from './dto/sign-in.dto';
import { LinkedIdentityView, LinkStartView } from './sign-in.view';
import { TokenAnswers } from './token-answers';
import { TokenView } from './user.view';

interface Redirection {
  url: string;
  statusCode: 302;
}

/** Signing in at the OpenID provider; these addresses are visited by the browser itself. */
@ApiTags('auth')
@IgnoresIdempotencyKey()
@Controller('auth/oidc')
export class OidcController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly oidc: OidcSignIn,
    private readonly identities: Identities,
    private readonly states: SealedState,
    private readonly signIn: SignInService,
    private readonly tokens: TokenAnswers,
  ) {}

  /** Sends the browser to the provider. */
  @Get('start')
  @Public()
  @Redirect()
  @ApiFoundResponse({ description: 'To the provider, or to `/sign-in?problem=…`.' })
  async start(
    @Query() { return_to, prompt }: OidcStartDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirection> {
    if (!this.config.oidc) throw oidcNotConfigured();
    try {
      const { location, state } = await this.oidc.start(return_to, prompt === 'login');
      setOidcCookie(reply, OIDC_LOGIN_COOKIE, state, LOGIN_SECONDS, this.config);
      return redirection(location);
    } catch (error) {
      if (error instanceof OidcFailure) return redirection(this.portal(`/sign-in?problem=${error.problem}`));
      throw error;
    }
  }

  /** Where the provider sends the browser back to: it is signed in by its cookie, never by an address. */
  @Get('callback')
  @Public()
  @Redirect()
  @ApiFoundResponse({
    description:
      'To the portal; to `/sign-in?step=code` where a code is asked for; to `…?problem=…` where it came to nothing.',
  })
  async callback(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirection> {
    if (!this.config.oidc) throw oidcNotConfigured();
    const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
    const returned = await this.oidc.finish(query, request.cookies[OIDC_LOGIN_COOKIE]);
    clearOidcCookie(reply, OIDC_LOGIN_COOKIE, this.config);
    reply.header('Cache-Control', 'no-store');
    return redirection(this.portal(this.settle(returned, reply)));
  }

  /** The code of somebody whom the provider has shown to be who they are; answers as a sign-in does. */
  @Post('code')
  @Public()
  @HttpCode(200)
  @ApiHeader(PORTAL_HEADER)
  @ApiOkResponse({ type: TokenView })
  async code(
    @Body() { otp }: OtpDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenResponse> {
    const portal = fromPortal(request, this.config);
    const pending = portal ? this.states.openPending(request.cookies[OIDC_PENDING_COOKIE]) : null;
    if (!pending) throw refreshTokenRefused();
    const session = await this.signIn.signInByCode(pending.user_id, otp);
    clearOidcCookie(reply, OIDC_PENDING_COOKIE, this.config);
    return this.tokens.answer(session, portal, reply);
  }

  @Get('identities')
  @Permit('account:manage')
  @ApiOkResponse({ type: [LinkedIdentityView] })
  async list(): Promise<LinkedIdentity[]> {
    return this.identities.list();
  }

  /** Begins to link an identity: the browser then goes to `location` and comes back to the settings. */
  @Post('identities')
  @Permit('account:manage')
  @StepUp()
  @HttpCode(200)
  @ApiOkResponse({ type: LinkStartView })
  async link(@Res({ passthrough: true }) reply: FastifyReply): Promise<LinkStart> {
    const { location, state } = await this.oidc.startLink();
    setOidcCookie(reply, OIDC_LOGIN_COOKIE, state, LOGIN_SECONDS, this.config);
    return { location };
  }

  @Delete('identities/:id')
  @Permit('account:manage')
  @StepUp()
  @HttpCode(204)
  @ApiNoContentResponse()
  async unlink(@Id() id: number): Promise<void> {
    await this.identities.unlink(id);
  }

  /** @returns the path of the portal where the browser goes on */
  private settle(returned: Returned, reply: FastifyReply): string {
    switch (returned.outcome) {
      case 'signed_in':
        setRefreshCookie(reply, returned.session.refresh_token, this.config);
        return returned.return_to;
      case 'code_missing':
        setOidcCookie(reply, OIDC_PENDING_COOKIE, returned.pending, PENDING_SECONDS, this.config);
        return '/sign-in?step=code';
      case 'linked':
        return returned.return_to;
      case 'failed':
        return `${returned.linking ? '/settings' : '/sign-in'}?problem=${returned.problem}`;
    }
  }

  private portal(path: string): string {
    return `${this.config.publicUrl}${path}`;
  }
}

function redirection(url: string): Redirection {
  return { url, statusCode: 302 };
}
