import { type Problem, type TokenResponse } from '@bureau/contracts';
import { type Config } from '@bureau/platform';
import { type Answer, HttpClient, testApp, type TestApp } from '@bureau/testing';
import { AuthHttpModule } from '../auth-http.module';
import { PasswordHasher } from '../passwords/password-hasher';

export const PASSWORD = 'correct horse battery';
/** What the portal sends with its requests for tokens. */
export const PORTAL = { 'x-bureau-client': 'portal' };

/** What the specs of this module do again and again, on an application of their own. */
export class AuthDesk {
  private people = 0;

  private constructor(readonly test: TestApp) {}

  /** @param changes of the configuration */
  static async open(changes: Partial<Config> = {}): Promise<AuthDesk> {
    return new AuthDesk(await testApp([AuthHttpModule], changes));
  }

  /** Adds somebody who can sign in with {@link PASSWORD}. */
  async account(changes: { is_active?: boolean } = {}): Promise<{ id: number; email: string }> {
    const email = `Person${++this.people}@Example.org`;
    const hashed = await this.test.app.get(PasswordHasher).hash(PASSWORD);
    const [user] = await this.test.database.sql<{ id: number }>(
      `insert into users (email, hashed_password, full_name, role, is_active) values ($1, $2, $3, 'user', $4) returning id`,
      [email, hashed, `Person ${this.people}`, changes.is_active ?? true],
    );
    if (!user) throw new Error('No user was added');
    return { id: user.id, email };
  }

  login(email: string, password = PASSWORD, headers: Record<string, string> = {}) {
    return this.test.anonymous.post<TokenResponse>('/auth/login', { email, password }, headers);
  }

  /** The same with a code. */
  loginWithCode(email: string, otp: string, password = PASSWORD) {
    return this.test.anonymous.post<TokenResponse>('/auth/login', { email, password, otp });
  }

  refresh(refresh_token: string | undefined) {
    return this.test.anonymous.post<TokenResponse>('/auth/refresh', { refresh_token });
  }

  /** Calls with this access token. */
  as(tokens: TokenResponse): HttpClient {
    return new HttpClient(this.test.url, tokens.access_token);
  }

  async signedIn(): Promise<{ id: number; email: string; tokens: TokenResponse }> {
    const person = await this.account();
    return { ...person, tokens: (await this.login(person.email)).body };
  }

  /** Their sessions as if they had shown eleven minutes ago who they are. */
  async forgetStepUp(userId: number): Promise<void> {
    await this.test.database.sql(
      `update sessions set stepped_up_at = now() - interval '11 minutes' where user_id = $1`,
      [userId],
    );
  }

  /** What the audit log says of somebody, oldest first. */
  audit(userId: number) {
    return this.test.database.sql<{
      action: string;
      outcome: string;
      reason: string | null;
      ip: string | null;
    }>(
      `select action, outcome, reason, host(ip) as ip from audit_logs where user_id = $1 or (entity_type = 'user' and entity_id = $1) order by id`,
      [userId],
    );
  }

  /** What somebody's account was told to be alerted of, oldest first. */
  async alerts(userId: number): Promise<string[]> {
    const rows = await this.test.database.sql<{ alert: string }>(
      `select payload ->> 'alert' as alert from outbox where topic = 'account.alert' and (payload ->> 'user_id')::int = $1 order by id`,
      [userId],
    );
    return rows.map(({ alert }) => alert);
  }

  /** The youngest session of somebody, as its row is now. */
  async sessionOf(userId: number): Promise<{ id: number; revoked_reason: string | null }> {
    const [session] = await this.test.database.sql<{ id: number; revoked_reason: string | null }>(
      'select id, revoked_reason from sessions where user_id = $1 order by id desc limit 1',
      [userId],
    );
    if (!session) throw new Error('No session');
    return session;
  }
}

export function codeOf({ body }: Answer<unknown>): string {
  return (body as Problem).code;
}

/** The cookie of an answer as a browser would send it back. */
export function cookieOf({ headers }: Answer<unknown>): string {
  return (headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
}
