import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PasswordHasher } from './passwords/password-hasher';
import { RefreshTokenTable } from './persistence/refresh-token.table';
import { SessionTable } from './persistence/session.table';
import { UserTable } from './persistence/user.table';
import { RefreshSecret } from './sessions/refresh-secret';
import { SessionsService } from './sessions/sessions.service';
import { FirstAdmin } from './users/first-admin';
import { UsersService } from './users/users.service';

/** People, their passwords and their sessions. */
@Module({
  imports: [TypeOrmModule.forFeature([UserTable, SessionTable, RefreshTokenTable])],
  providers: [PasswordHasher, RefreshSecret, SessionsService, UsersService, FirstAdmin],
  exports: [PasswordHasher, SessionsService, UsersService, FirstAdmin],
})
export class AuthModule {}
