import { type TokenResponse } from '@bureau/contracts';
import { Database, Refusals } from '@bureau/platform';
import { type TestApp } from '@bureau/testing';
import { PasswordHasher } from '../passwords/password-hasher';
import { AuthDesk, codeOf, PASSWORD, PORTAL } from '../testing/auth-desk';

/** What an attempt costs the server, whatever a clock says: statements, transactions and password hashes. */
interface Cost {
  statements: number;
  transactions: number;
  hashes: number;
}

describe('signing in under attack', () => {
  let desk: AuthDesk;
  let test: TestApp;
  let attempts = 0;

  beforeAll(async () => {
    desk = await AuthDesk.open();
    test = desk.test;
    // The minute is not to end within a test.
    clearInterval(
      Reflect.get(Reflect.get(test.app.get(Refusals), 'counts') as object, 'timer') as NodeJS.Timeout,
    );
  });
  afterAll(() => test.close());

  const elsewhere = () => ({ 'x-forwarded-for': `203.0.113.${++attempts}` });

  async function costOf(work: () => Promise<unknown>): Promise<Cost> {
    const database = test.app.get(Database);
    const query = jest.spyOn(database, 'query');
    const transaction = jest.spyOn(database, 'transaction');
    const hash = jest.spyOn(test.app.get(PasswordHasher), 'verify');
    try {
      await work();
      return {
        statements: query.mock.calls.length,
        transactions: transaction.mock.calls.length,
        hashes: hash.mock.calls.length,
      };
    } finally {
      for (const spy of [query, transaction, hash]) spy.mockRestore();
    }
  }

  it('tells no account from none, by words or by what it costs', async () => {
    const [known, off] = [await desk.account(), await desk.account({ is_active: false })];
    const tries: [string, string][] = [
      ['nobody@example.org', 'wrong password'],
      [known.email, 'wrong password'],
      [off.email, 'wrong password'],
      [off.email, PASSWORD],
    ];
    const seen = [];
    for (const [email, password] of tries) {
      let said: unknown;
      const cost = await costOf(async () => {
        const answer = await desk.login(email, password, elsewhere());
        const { request_id: _, ...body } = answer.body as unknown as { request_id: string };
        const headers = [...answer.headers.keys()].filter((name) => name !== 'date').sort();
        said = [answer.status, body, headers];
      });
      seen.push({ said, cost });
    }
    for (const one of seen) expect(one).toEqual(seen[0]);
    expect(seen[0]?.cost.hashes).toBe(1);
  });

  it('keeps guesses at names out of the audit log one by one', async () => {
    const count = async () => {
      const [row] = await test.database.sql<{ n: number }>('select count(*)::int as n from audit_logs');
      return row?.n ?? 0;
    };
    const before = await count();
    const from = elsewhere();
    for (let i = 0; i < 10; i++) await desk.login(`guess${i}@example.org`, 'wrong password', from);
    expect(await count()).toBe(before);
    const counted = await test.database.sql(
      `select subject, code, sum(count)::int as n from refusal_counts where subject = $1 group by subject, code`,
      [`ip:${from['x-forwarded-for']}`],
    );
    expect(counted).toEqual([{ subject: `ip:${from['x-forwarded-for']}`, code: 'UNKNOWN_ACCOUNT', n: 10 }]);
  });

  it('stops guessing from one address and from many, and lets the owner in', async () => {
    const { email } = await desk.account();
    const first = await desk.login(email, PASSWORD, PORTAL);
    const browser = { ...PORTAL, cookie: allCookies(first.headers) };
    const guesses = async (from: () => Record<string, string>, count: number) => {
      const codes: string[] = [];
      for (let i = 0; i < count; i++) codes.push(codeOf(await desk.login(email, `guess ${i}`, from())));
      return codes;
    };
    const one = elsewhere();
    const codes = await guesses(() => one, 12);
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('INVALID_CREDENTIALS'));
    expect(codes.slice(10)).toEqual(['TOO_MANY_SIGN_INS', 'TOO_MANY_SIGN_INS']);
    const many = await guesses(elsewhere, 120);
    expect(many).toContain('TOO_MANY_SIGN_INS');
    expect((await desk.login(email, PASSWORD, { ...browser, ...elsewhere() })).status).toBe(200);
    expect((await desk.login(email, PASSWORD)).status).toBe(200);
  });

  it('hashes for nobody who is turned away', async () => {
    const { email } = await desk.account();
    const from = elsewhere();
    for (let i = 0; i < 10; i++) await desk.login(email, 'wrong password', from);
    const { hashes } = await costOf(() => desk.login(email, 'wrong password', from));
    expect(hashes).toBe(0);
  });
});

describe('refreshing under races and theft', () => {
  const ROUNDS = 50;
  const AT_ONCE = 10;
  let desk: AuthDesk;

  beforeAll(async () => {
    desk = await AuthDesk.open();
  });
  afterAll(() => desk.test.close());

  /** From another address in each round: the limit on requests is not what is tried here. */
  const refresh = (refresh_token: string | undefined, round: number) =>
    desk.test.anonymous.post<TokenResponse>(
      '/auth/refresh',
      { refresh_token },
      { 'x-forwarded-for': `203.0.113.${round}` },
    );

  it('signs nobody out in fifty rounds of ten at once', async () => {
    const { id, tokens } = await desk.signedIn();
    let token = tokens.refresh_token;
    for (let round = 0; round < ROUNDS; round++) {
      const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => refresh(token, round)));
      expect([round, answers.map(({ status }) => status)]).toEqual([round, Array(AT_ONCE).fill(200)]);
      const next = new Set(answers.map(({ body }) => body.refresh_token));
      expect([round, next.size]).toEqual([round, 1]);
      [token] = next;
    }
    const { id: session } = await desk.sessionOf(id);
    const live = await desk.test.database.sql(
      'select id from refresh_tokens where session_id = $1 and used_at is null',
      [session],
    );
    expect(live).toHaveLength(1);
  });

  it('ends the family when any token of it comes back after the grace', async () => {
    for (const generation of [0, 1, 2]) {
      const { id, tokens } = await desk.signedIn();
      const chain = [tokens.refresh_token];
      for (let i = 0; i < 3; i++) chain.push((await desk.refresh(chain.at(-1))).body.refresh_token);
      await desk.test.database.sql(
        `update refresh_tokens set used_at = used_at - interval '31 seconds' where session_id = $1`,
        [(await desk.sessionOf(id)).id],
      );
      expect((await desk.refresh(chain[generation])).status).toBe(401);
      expect((await desk.refresh(chain.at(-1))).status).toBe(401);
      expect((await desk.sessionOf(id)).revoked_reason).toBe('token_reused');
    }
  });
});

/** Every cookie of an answer as a browser would send them back. */
function allCookies(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}
