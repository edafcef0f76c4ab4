import { Global, Module } from '@nestjs/common';
import { AccessTokenStrategy } from './access-token.strategy';
import { AccessTokens } from './access-tokens';
import { ApiKeyCallers } from './api-key-callers';
import { ApiKeyDirectory } from './api-key-directory';
import { ApiKeyUses } from './api-key-uses';
import { Authenticator } from './authenticator';
import { CallerDirectory } from './caller-directory';
import { SessionCallers } from './session-callers';
import { StepUps } from './step-ups';
import { TokenVerifier } from './token-verifier';

/** Who people are: for every process. */
@Global()
@Module({
  providers: [CallerDirectory, ApiKeyDirectory, StepUps],
  exports: [CallerDirectory, ApiKeyDirectory, StepUps],
})
export class IdentityModule {}

/** Who shows a token: for processes that callers reach. */
@Global()
@Module({
  imports: [IdentityModule],
  providers: [
    AccessTokens,
    AccessTokenStrategy,
    TokenVerifier,
    SessionCallers,
    ApiKeyCallers,
    ApiKeyUses,
    Authenticator,
  ],
  exports: [AccessTokens, SessionCallers, ApiKeyCallers, Authenticator],
})
export class AuthenticationModule {}
