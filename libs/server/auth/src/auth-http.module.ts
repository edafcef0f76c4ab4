import { Module } from '@nestjs/common';
import { ApiKeysModule } from './api-keys/api-keys.module';
import { AuthModule } from './auth.module';
import { KnownDevices } from './devices/known-devices';
import { AccountController } from './http/account.controller';
import { AuthController } from './http/auth.controller';
import { PasswordLinksController } from './http/password-links.controller';
import { SecurityController } from './http/security.controller';
import { TokenAnswers } from './http/token-answers';
import { UserErasureController } from './http/user-erasure.controller';
import { UserSessionsController } from './http/user-sessions.controller';
import { UsersController } from './http/users.controller';
import { AccountLinks } from './links/account-links';
import { PasswordLinks } from './links/password-links.service';
import { SecondFactor } from './mfa/second-factor.service';
import { TotpService } from './mfa/totp.service';
import { OwnPassword } from './passwords/own-password.service';
import { PersonalModule } from './personal/personal.module';
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
    AccountService,
    AccountErasure,
    TokenAnswers,
  ],
  controllers: [
    AuthController,
    PasswordLinksController,
    SecurityController,
    AccountController,
    UsersController,
    UserSessionsController,
    UserErasureController,
  ],
})
export class AuthHttpModule {}
