import { Global, Module } from '@nestjs/common';
import { AccessTokenStrategy } from './access-token.strategy';
import { AccessTokens } from './access-tokens';
import { Authenticator } from './authenticator';
import { CallerDirectory } from './caller-directory';
import { SessionCallers } from './session-callers';
import { StepUps } from './step-ups';
import { TokenVerifier } from './token-verifier';

/** Who people are: for every process. */
@Global()
@Module({ providers: [CallerDirectory, StepUps], exports: [CallerDirectory, StepUps] })
export class IdentityModule {}

/** Who shows a token: for processes that callers reach. */
@Global()
@Module({
  imports: [IdentityModule],
  providers: [AccessTokens, AccessTokenStrategy, TokenVerifier, SessionCallers, Authenticator],
  exports: [AccessTokens, SessionCallers, Authenticator],
})
export class AuthenticationModule {}
