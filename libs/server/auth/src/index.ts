export { AuthHttpModule } from './auth-http.module';
export { AuthJobsModule } from './auth-jobs.module';
export { AuthModule } from './auth.module';
export { RefreshTokenTable } from './persistence/refresh-token.table';
export { SessionTable } from './persistence/session.table';
export { UserTable } from './persistence/user.table';
export { FirstAdmin, type FirstAdminResult } from './users/first-admin';
export { UsersService } from './users/users.service';
