import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailQueue } from './mail/mail-queue';
import { PasswordHasher } from './passwords/password-hasher';
import { AccountLinkTable } from './persistence/account-link.table';
import { MailMessageTable } from './persistence/mail-message.table';
import { RecoveryCodeTable } from './persistence/recovery-code.table';
import { RefreshTokenTable } from './persistence/refresh-token.table';
import { SessionTable } from './persistence/session.table';
import { UserIdentityTable } from './persistence/user-identity.table';
import { UserTotpTable } from './persistence/user-totp.table';
import { UserTable } from './persistence/user.table';
import { RoleTable } from './roles/persistence/role.table';
import { RolesService } from './roles/roles.service';
import { RefreshSecret } from './sessions/refresh-secret';
import { SessionsService } from './sessions/sessions.service';
import { FirstAdmin } from './users/first-admin';
import { UsersService } from './users/users.service';

const TABLES = [
  RoleTable,
  UserTable,
  SessionTable,
  RefreshTokenTable,
  UserTotpTable,
  RecoveryCodeTable,
  AccountLinkTable,
  MailMessageTable,
  UserIdentityTable,
];

/** People, their passwords and their sessions. */
@Module({
  imports: [TypeOrmModule.forFeature(TABLES)],
  providers: [PasswordHasher, RefreshSecret, MailQueue, SessionsService, UsersService, RolesService, FirstAdmin],
  exports: [PasswordHasher, MailQueue, SessionsService, UsersService, RolesService, FirstAdmin],
})
export class AuthModule {}
