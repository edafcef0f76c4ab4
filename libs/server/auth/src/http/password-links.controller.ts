import { type SignInOptions } from '@bureau/contracts';
import { CONFIG, type Config, Id, IgnoresIdempotencyKey, Permit, Public } from '@bureau/platform';
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PasswordLinks } from '../links/password-links.service';
import { ForgottenPasswordDto, ResetPasswordDto } from './dto/sign-in.dto';
import { AcceptedView, SignInOptionsView } from './sign-in.view';

@ApiTags('auth')
@IgnoresIdempotencyKey()
@Controller()
export class PasswordLinksController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly links: PasswordLinks,
  ) {}

  /** What the page for signing in offers. */
  @Get('auth/options')
  @Public()
  @ApiOkResponse({ type: SignInOptionsView })
  options(): SignInOptions {
    const { oidc, mail } = this.config;
    return { oidc: oidc && { name: oidc.name }, password_reset: mail !== null };
  }

  /** The same answer, after the same work, whether or not anybody has this address. */
  @Post('auth/password/forgot')
  @Public()
  @HttpCode(202)
  @ApiAcceptedResponse({ type: AcceptedView })
  async forgot(@Body() { email }: ForgottenPasswordDto): Promise<AcceptedView> {
    await this.links.forgot(email);
    return { detail: 'If this address has an account, a mail with a link is on its way.' };
  }

  /** Sets a password by the link of a mail, of an invitation too. It signs nobody in. */
  @Post('auth/password/reset')
  @Public()
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Every session of the person has ended, and the link is used up.' })
  async reset(@Body() body: ResetPasswordDto): Promise<void> {
    await this.links.reset(body);
  }

  /** Sends the invitation again; the link of the one before dies. */
  @Post('users/:id/invite')
  @Permit('user:update')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: AcceptedView })
  async invite(@Id() id: number): Promise<AcceptedView> {
    await this.links.invite(id);
    return { detail: 'The invitation is on its way.' };
  }
}
