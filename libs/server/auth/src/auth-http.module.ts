import { Module } from '@nestjs/common';
import { AuthModule } from './auth.module';
import { AccountController } from './http/account.controller';
import { AuthController } from './http/auth.controller';
import { UsersController } from './http/users.controller';
import { PersonalModule } from './personal/personal.module';
import { AttemptCounter } from './sign-in/attempt-counter';
import { SignInService } from './sign-in/sign-in.service';
import { SignInThrottle } from './sign-in/sign-in-throttle';
import { AccountService } from './users/account.service';

/** What the API adds: signing in, one's own account, and the management of people. */
@Module({
  imports: [AuthModule, PersonalModule],
  providers: [AttemptCounter, SignInThrottle, SignInService, AccountService],
  controllers: [AuthController, AccountController, UsersController],
})
export class AuthHttpModule {}
