import { type LoginRequest } from '@bureau/contracts';
import { AuditWriter, CallerDirectory, currentContext, Database, Refusals } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { invalidCredentials, otpRequired } from '../auth.errors';
import { type OpenSession, SessionsService } from '../sessions/sessions.service';
import { type Account, Credentials, type Verdict } from './credentials.service';
import { SignInThrottle } from './sign-in-throttle';

/** For the audit log alone: whoever signs in is told none of it. */
const REASONS: Readonly<Record<Exclude<Verdict, 'right'>, string>> = {
  unknown_account: 'No such account.',
  account_off: 'The account is switched off.',
  wrong_password: 'Wrong password.',
  wrong_code: 'Wrong code.',
  code_missing: 'The password was right; a code was asked for.',
};

/** Opens sessions for people who show who they are. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly credentials: Credentials,
    private readonly throttle: SignInThrottle,
    private readonly sessions: SessionsService,
    private readonly directory: CallerDirectory,
    private readonly audit: AuditWriter,
    private readonly refusals: Refusals,
  ) {}

  /**
   * By e-mail address, password and, where the account has an authenticator app, a code.
   * @param mark the browser's mark, which keeps strangers' guesses from locking it out
   * @throws 401, the same and after the same time whatever is wrong, or OTP_REQUIRED once the password is right;
   * 429 after too many failures
   */
  async signIn({ email, password, otp }: LoginRequest, mark?: string): Promise<OpenSession> {
    const attempt = await this.throttle.begin(email, mark);
    const account = await this.credentials.accountByEmail(email);
    const verdict = await this.credentials.judge(account, password, otp);
    if (verdict === 'right' && account) {
      await attempt.succeeded();
      return this.open(account.id);
    }
    if (verdict === 'code_missing') await attempt.forgive();
    throw await this.refuse(verdict, account, otp !== undefined);
  }

  /**
   * For somebody whom a provider has shown to be who they are, by a code alone.
   * @throws 401, 429
   */
  async signInByCode(userId: number, otp: string): Promise<OpenSession> {
    const account = await this.credentials.accountById(userId);
    if (!account?.is_active) throw await this.refuse('account_off', account, true);
    const attempt = await this.throttle.begin(account.email);
    const verdict = await this.credentials.judgeCode(account, otp);
    if (verdict !== 'right') throw await this.refuse(verdict, account, true);
    await attempt.succeeded();
    return this.open(userId, 'By the OpenID provider and a code.');
  }

  /** Opens the session of somebody who has shown all that is asked of them. */
  async open(userId: number, reason?: string): Promise<OpenSession> {
    const context = currentContext();
    if (context) context.caller = await this.directory.callerFor(userId);
    return this.database.transaction(async (tx) => {
      const session = await this.sessions.open(userId, tx);
      if (context?.caller) context.caller = { ...context.caller, session_id: session.session_id };
      await this.audit.record(
        {
          action: 'session.sign_in',
          outcome: 'success',
          entity_type: 'session',
          entity_id: session.session_id,
          reason,
        },
        tx,
      );
      return session;
    });
  }

  /** The address that was typed is not kept: people type passwords into that field. */
  private async refuse(verdict: Verdict, account: Account | null, withCode: boolean): Promise<Error> {
    // As one count of its address, lest guesses at names fill a table that nobody can empty; it takes one write as well.
    if (!account) await this.refusals.strangerNow('UNKNOWN_ACCOUNT');
    else
      await this.audit.record({
        action: 'session.sign_in',
        outcome: 'refused',
        user_id: account.id,
        entity_type: 'user',
        entity_id: account.id,
        reason: verdict === 'right' ? undefined : REASONS[verdict],
      });
    return verdict === 'code_missing' ? otpRequired() : invalidCredentials(withCode);
  }
}
