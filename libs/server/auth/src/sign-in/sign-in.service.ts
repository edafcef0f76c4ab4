import { type LoginRequest } from '@bureau/contracts';
import { AuditWriter, CallerDirectory, currentContext, Database } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { invalidCredentials } from '../auth.errors';
import { PasswordHasher } from '../passwords/password-hasher';
import { type OpenSession, SessionsService } from '../sessions/sessions.service';
import { SignInThrottle } from './sign-in-throttle';

interface Account {
  id: number;
  hashed_password: string | null;
  is_active: boolean;
}

/** Opens a session for an e-mail address and a password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly hasher: PasswordHasher,
    private readonly throttle: SignInThrottle,
    private readonly sessions: SessionsService,
    private readonly directory: CallerDirectory,
    private readonly audit: AuditWriter,
  ) {}

  /** @throws 401, the same and after the same time whatever is wrong; 429 after too many failures */
  async signIn({ email, password }: LoginRequest): Promise<OpenSession> {
    const ip = currentContext()?.ip ?? null;
    await this.throttle.admit(email, ip);
    const account = await this.account(email);
    const fits = await this.hasher.verify(account?.hashed_password ?? null, password);
    if (!fits || !account?.is_active) {
      await this.refuse(email, ip, account);
      throw invalidCredentials();
    }
    await this.throttle.succeeded(email, ip);
    return this.open(account.id);
  }

  private async account(email: string): Promise<Account | null> {
    const [account] = await this.database.query<Account>({
      name: 'account_by_email',
      text: 'select id, hashed_password, is_active from users where lower(email) = lower($1::text)',
      values: [email],
    });
    return account ?? null;
  }

  /** The address that was typed is not kept: people type passwords into that field. */
  private async refuse(email: string, ip: string | null, account: Account | null): Promise<void> {
    await this.throttle.failed(email, ip);
    await this.audit.record({
      action: 'session.sign_in',
      outcome: 'refused',
      user_id: account?.id,
      entity_type: 'user',
      entity_id: account?.id,
      reason: !account
        ? 'No such account.'
        : account.is_active
          ? 'Wrong password.'
          : 'The account is switched off.',
    });
  }

  private async open(userId: number): Promise<OpenSession> {
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
        },
        tx,
      );
      return session;
    });
  }
}
