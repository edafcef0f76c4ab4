import { type ChangePassword } from '@bureau/contracts';
import { Database, requireCaller, StepUps } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { wrongCurrentPassword } from '../auth.errors';
import { SessionsService } from '../sessions/sessions.service';
import { type Account, Credentials } from '../sign-in/credentials.service';
import { SignInThrottle } from '../sign-in/sign-in-throttle';
import { UsersService } from '../users/users.service';
import { PasswordHasher } from './password-hasher';
import { assertStrong } from './password-policy';

/** People choose another password for themselves. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly database: Database,
    private readonly credentials: Credentials,
    private readonly users: UsersService,
    private readonly hasher: PasswordHasher,
    private readonly throttle: SignInThrottle,
    private readonly sessions: SessionsService,
    private readonly stepUps: StepUps,
  ) {}

  /**
   * Sets another password and ends every other session. The current password is the proof that it is the owner;
   * whoever has none, since they sign in at a provider, must have stepped up.
   * @throws 422 where the current one is wrong, 403 STEP_UP_REQUIRED, 400 where the new one is weak, 429 after too many
   * attempts
   */
  async change({ current_password, new_password }: ChangePassword, mark?: string): Promise<void> {
    const { user_id, session_id } = requireCaller();
    const account = await this.credentials.accountById(user_id);
    if (!account) throw new Error('The caller has no account');
    if (account.hashed_password === null) await this.stepUps.require();
    else await this.prove(account, current_password ?? '', mark);
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

  private async prove(account: Account, password: string, mark?: string): Promise<void> {
    const attempt = await this.throttle.begin(account.email, mark);
    if (!(await this.hasher.verify(account.hashed_password, password))) throw wrongCurrentPassword();
    await attempt.succeeded();
  }
}
