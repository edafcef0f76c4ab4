import { type ResetPassword } from '@bureau/contracts';
import { AuditWriter, CallerDirectory, currentContext, Database, type Executor } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { alertAccount } from '../account-alerts';
import { linkRefused, otpRequired, tooManySignIns, wrongCode } from '../auth.errors';
import { MailQueue } from '../mail/mail-queue';
import { PasswordHasher } from '../passwords/password-hasher';
import { assertStrong } from '../passwords/password-policy';
import { SessionsService } from '../sessions/sessions.service';
import { AttemptCounter } from '../sign-in/attempt-counter';
import { type Account, Credentials } from '../sign-in/credentials.service';
import { SignInThrottle } from '../sign-in/sign-in-throttle';
import { UsersService } from '../users/users.service';
import { AccountLinks, type LinkOwner } from './account-links';

/** From one address: enough for an office on the morning after a holiday. */
const REQUESTS = { limit: 20, windowSeconds: 900 };

/** Forgotten passwords, and first ones, by links that come by mail. */
@Injectable()
export class PasswordLinks {
  constructor(
    private readonly database: Database,
    private readonly links: AccountLinks,
    private readonly mails: MailQueue,
    private readonly credentials: Credentials,
    private readonly users: UsersService,
    private readonly hasher: PasswordHasher,
    private readonly sessions: SessionsService,
    private readonly throttle: SignInThrottle,
    private readonly attempts: AttemptCounter,
    private readonly directory: CallerDirectory,
    private readonly audit: AuditWriter,
  ) {}

  /**
   * Sends a link to the address, if it has an account: the answer, the statements and so the time are the same either way.
   * @throws 409 where no mail can be sent, 429 after too many requests from one address
   */
  async forgot(email: string): Promise<void> {
    this.mails.assertWorks();
    const key = `forgot-${currentContext()?.ip ?? ''}`;
    const seconds = await this.attempts.take([{ key, ...REQUESTS }]);
    if (seconds > 0) throw tooManySignIns(seconds);
    await this.database.transaction(async (tx) => {
      const userId = (await this.mails.addReset(tx, email)) ?? undefined;
      await this.audit.record(
        {
          action: 'user.forget_password',
          outcome: userId === undefined ? 'refused' : 'success',
          user_id: userId,
          entity_type: 'user',
          entity_id: userId,
          reason: userId === undefined ? 'No active account, or too many mails.' : undefined,
        },
        tx,
      );
    });
  }

  /**
   * Sets the password of the link's owner and ends all of their sessions; it signs nobody in.
   * @throws 422 for a link that does not count or a wrong code, 400 for a weak password, 401 OTP_REQUIRED where the
   * account has an authenticator app and no code was sent, 429
   */
  async reset({ token, password, otp }: ResetPassword): Promise<void> {
    const owner = await this.links.ownerOf(token);
    const account = owner && (await this.credentials.accountById(owner.user_id));
    if (!owner || !account) throw linkRefused();
    assertStrong(password, account, '/password');
    if (account.has_totp) await this.proveByCode(account, otp);
    const hashed_password = await this.hasher.hash(password);
    const context = currentContext();
    if (context) context.caller = await this.directory.callerFor(owner.user_id);
    await this.database.transaction((tx) => this.setPassword(tx, token, owner, hashed_password));
  }

  /** @throws 404, or 409 where they have a password already or no mail can be sent */
  async invite(userId: number): Promise<void> {
    this.mails.assertWorks();
    await this.users.assertInvitable(userId);
    await this.database.transaction(async (tx) => {
      await this.mails.add(tx, 'invitation', userId);
      await this.audit.record(
        { action: 'user.invite', outcome: 'success', entity_type: 'user', entity_id: userId },
        tx,
      );
    });
  }

  private async proveByCode(account: Account, otp: string | undefined): Promise<void> {
    if (otp === undefined) throw otpRequired();
    const attempt = await this.throttle.begin(account.email);
    if ((await this.credentials.judgeCode(account, otp)) !== 'right') throw wrongCode();
    await attempt.succeeded();
  }

  private async setPassword(
    tx: Executor,
    token: string,
    { user_id, purpose }: LinkOwner,
    hashed_password: string,
  ): Promise<void> {
    if (!(await this.links.use(tx, token))) throw linkRefused();
    const action = purpose === 'invitation' ? 'user.accept_invitation' : 'user.reset_password';
    await this.users.updateOwn(user_id, { hashed_password }, { executor: tx, action });
    await this.sessions.revoke({ user_id }, 'password_reset', tx);
    if (purpose === 'password_reset') await alertAccount(tx, user_id, 'password_reset');
  }
}
