import {
  type ChangePassword,
  type CurrentUser,
  type Permission,
  ROLE_PERMISSIONS,
  type UpdateProfile,
  type User,
} from '@bureau/contracts';
import { Database, requireCaller } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { wrongCurrentPassword } from '../auth.errors';
import { PasswordHasher } from '../passwords/password-hasher';
import { assertStrong } from '../passwords/password-policy';
import { SessionsService } from '../sessions/sessions.service';
import { SignInThrottle } from '../sign-in/sign-in-throttle';
import { UsersService } from './users.service';

/** What people see and change of their own account. */
@Injectable()
export class AccountService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly hasher: PasswordHasher,
    private readonly throttle: SignInThrottle,
    private readonly sessions: SessionsService,
  ) {}

  async current(): Promise<CurrentUser> {
    return this.currentUser(requireCaller().user_id);
  }

  /** Somebody's own view of their account. */
  async currentUser(userId: number): Promise<CurrentUser> {
    return withPermissions(await this.users.get(userId));
  }

  async update(changes: UpdateProfile, ifMatch: number | null): Promise<CurrentUser> {
    const { user_id } = requireCaller();
    if (changes.full_name === undefined) return this.currentUser(user_id);
    return withPermissions(
      await this.users.updateOwn(user_id, { full_name: changes.full_name }, { ifMatch }),
    );
  }

  /**
   * Sets another password and ends every other session.
   * @throws 422 where the current one is wrong, 400 where the new one is weak, 429 after too many attempts
   */
  async changePassword({ current_password, new_password }: ChangePassword, ip: string | null): Promise<void> {
    const { user_id, session_id } = requireCaller();
    const account = await this.account(user_id);
    await this.throttle.admit(account.email, ip);
    if (!(await this.hasher.verify(account.hashed_password, current_password))) {
      await this.throttle.failed(account.email, ip);
      throw wrongCurrentPassword();
    }
    assertStrong(new_password, account, '/new_password');
    const hashed_password = await this.hasher.hash(new_password);
    await this.database.transaction(async (tx) => {
      await this.users.updateOwn(
        user_id,
        { hashed_password },
        { executor: tx, action: 'user.change_password' },
      );
      await this.sessions.revoke({ user_id, except: session_id }, 'password_changed', tx);
    });
  }

  private async account(
    userId: number,
  ): Promise<{ email: string; full_name: string; hashed_password: string | null }> {
    const [account] = await this.database.query<{
      email: string;
      full_name: string;
      hashed_password: string | null;
    }>({
      name: 'account_by_id',
      text: 'select email, full_name, hashed_password from users where id = $1::int',
      values: [userId],
    });
    if (!account) throw new Error('The caller has no account');
    return account;
  }
}

function withPermissions(user: User): CurrentUser {
  return { ...user, permissions: [...ROLE_PERMISSIONS[user.role]].sort() satisfies Permission[] };
}
