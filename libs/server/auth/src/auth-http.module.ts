import { Module } from '@nestjs/common';
import { ApiKeysModule } from './api-keys/api-keys.module';
import { ExplainController } from './access/explain.controller';
import { ExplainService } from './access/explain.service';
import { AuthModule } from './auth.module';
import { KnownDevices } from './devices/known-devices';
import { AccountController } from './http/account.controller';
import { AuthController } from './http/auth.controller';
import { PasswordLinksController } from './http/password-links.controller';
import { OidcController } from './http/oidc.controller';
import { SecurityController } from './http/security.controller';
import { TokenAnswers } from './http/token-answers';
import { UserErasureController } from './http/user-erasure.controller';
import { UserSessionsController } from './http/user-sessions.controller';
import { UsersController } from './http/users.controller';
import { AccountLinks } from './links/account-links';
import { PasswordLinks } from './links/password-links.service';
import { SecondFactor } from './mfa/second-factor.service';
import { TotpService } from './mfa/totp.service';
import { Identities } from './oidc/identities.service';
import { OidcProviderClient } from './oidc/oidc-provider.client';
import { OidcSignIn } from './oidc/oidc-sign-in.service';
import { SealedState } from './oidc/sealed-state';
import { OwnPassword } from './passwords/own-password.service';
import { PersonalModule } from './personal/personal.module';
import { RolesController } from './roles/http/roles.controller';
import { AttemptCounter } from './sign-in/attempt-counter';
import { Credentials } from './sign-in/credentials.service';
import { SignInService } from './sign-in/sign-in.service';
import { SignInThrottle } from './sign-in/sign-in-throttle';
import { StepUpService } from './step-up/step-up.service';
import { AccountService } from './users/account.service';
import { AccountErasure } from './users/account-erasure.service';

/** What the API adds: signing in, one's own account, and the management of people. */
@Module({
  imports: [AuthModule, ApiKeysModule, PersonalModule],
  providers: [
    AttemptCounter,
    KnownDevices,
    SignInThrottle,
    SecondFactor,
    Credentials,
    SignInService,
    StepUpService,
    TotpService,
    OwnPassword,
    AccountLinks,
    PasswordLinks,
    OidcProviderClient,
    SealedState,
    Identities,
    OidcSignIn,
    AccountService,
    ExplainService,
    AccountErasure,
    TokenAnswers,
  ],
  controllers: [
    AuthController,
    PasswordLinksController,
    OidcController,
    SecurityController,
    AccountController,
    UsersController,
    RolesController,
    ExplainController,
    UserSessionsController,
    UserErasureController,
  ],
})
export class AuthHttpModule {}
