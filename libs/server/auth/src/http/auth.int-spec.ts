import { type CurrentUser, type Problem, type Session, type TokenResponse } from '@bureau/contracts';
import { type Answer, HttpClient, testApp, type TestApp } from '@bureau/testing';
import { AuthHttpModule } from '../auth-http.module';
import { PasswordHasher } from '../passwords/password-hasher';

const PASSWORD = 'correct horse battery';
const PORTAL = { 'x-bureau-client': 'portal' };

describe('auth', () => {
  let test: TestApp;
  let people = 0;

  beforeAll(async () => {
    test = await testApp([AuthHttpModule]);
  });
  afterAll(() => test.close());

  async function account(
    changes: { is_active?: boolean; role?: string } = {},
  ): Promise<{ id: number; email: string }> {
    const email = `Person${++people}@Example.org`;
    const hashed = await test.app.get(PasswordHasher).hash(PASSWORD);
    const [user] = await test.database.sql<{ id: number }>(
      'insert into users (email, hashed_password, full_name, role, is_active) values ($1, $2, $3, $4, $5) returning id',
      [email, hashed, `Person ${people}`, changes.role ?? 'user', changes.is_active ?? true],
    );
    return { id: user?.id ?? 0, email };
  }

  const login = (email: string, password = PASSWORD, headers = {}) =>
    test.anonymous.post<TokenResponse>('/auth/login', { email, password }, headers);
  const refresh = (refresh_token: string) =>
    test.anonymous.post<TokenResponse>('/auth/refresh', { refresh_token });
  const as = (tokens: TokenResponse) => new HttpClient(test.url, tokens.access_token);
  const codeOf = ({ body }: Answer<unknown>) => (body as Problem).code;

  async function signedIn(): Promise<{ id: number; email: string; tokens: TokenResponse }> {
    const person = await account();
    return { ...person, tokens: (await login(person.email)).body };
  }

  /** The session's chain as if its last refresh had been so long ago. */
  async function age(sessionId: number, seconds: number): Promise<void> {
    await test.database.sql(
      `update refresh_tokens set used_at = used_at - make_interval(secs => $2) where session_id = $1`,
      [sessionId, seconds],
    );
  }

  async function sessionOf(userId: number): Promise<{ id: number; revoked_reason: string | null }> {
    const [session] = await test.database.sql<{ id: number; revoked_reason: string | null }>(
      'select id, revoked_reason from sessions where user_id = $1 order by id desc limit 1',
      [userId],
    );
    if (!session) throw new Error('No session');
    return session;
  }

  describe('signing in', () => {
    it('gives tokens that work, whatever the case of the address, and says who it is', async () => {
      const { id, email } = await account();
      const { status, body, headers } = await login(email.toUpperCase());
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(body).toMatchObject({
        token_type: 'Bearer',
        expires_in: 900,
        refresh_token: expect.any(String) as string,
      });
      expect(body.user).toMatchObject({ id, email, role: 'user', version: 1 });
      expect(body.user.permissions).toContain('entity:create');
      expect(JSON.stringify(body)).not.toContain('argon2');
      expect((await as(body).get<CurrentUser>('/auth/me')).body).toEqual(body.user);
    });

    it('hashes by argon2id with OWASP’s parameters', async () => {
      expect(await test.app.get(PasswordHasher).hash(PASSWORD)).toMatch(
        /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
      );
    });

    it('answers alike to an unknown account, a wrong password and an account that is off', async () => {
      const [known, off] = [await account(), await account({ is_active: false })];
      const answers = [
        await login(known.email, 'wrong horse battery'),
        await login('nobody@example.org'),
        await login(off.email),
      ];
      for (const { status, body } of answers) {
        expect(status).toBe(401);
        expect({ ...body, request_id: '' }).toEqual({ ...answers[0]?.body, request_id: '' });
      }
      expect(codeOf(answers[0] as Answer<unknown>)).toBe('INVALID_CREDENTIALS');
    });

    it('checks a password even where there is none to check, so that time tells nothing', async () => {
      const verify = jest.spyOn(test.app.get(PasswordHasher), 'verify');
      await login('nobody-at-all@example.org');
      expect(verify).toHaveBeenCalledTimes(1);
      verify.mockRestore();
    });

    it('is audited, and so is the failure, without what was typed', async () => {
      const { id, email } = await account();
      await login(email, 'typed by mistake');
      await login(email);
      const rows = await test.database.sql(
        `select action, outcome, user_id, session_id, reason, new_values from audit_logs where user_id = $1 order by id`,
        [id],
      );
      expect(rows).toEqual([
        {
          action: 'session.sign_in',
          outcome: 'refused',
          user_id: id,
          session_id: null,
          reason: 'Wrong password.',
          new_values: null,
        },
        {
          action: 'session.sign_in',
          outcome: 'success',
          user_id: id,
          session_id: (await sessionOf(id)).id,
          reason: null,
          new_values: null,
        },
      ]);
    });

    it('is refused for a while after ten failures, from that address alone', async () => {
      const { email } = await account();
      const from = (ip: string) => ({ 'x-forwarded-for': ip });
      for (let i = 0; i < 10; i++) await login(email, 'guess number one', from('203.0.113.7'));
      const blocked = await login(email, PASSWORD, from('203.0.113.7'));
      expect([blocked.status, codeOf(blocked)]).toEqual([429, 'TOO_MANY_SIGN_INS']);
      expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(800);
      expect((await login(email, PASSWORD, from('203.0.113.8'))).status).toBe(200);
    });

    it('refuses fields that do not belong there', async () => {
      const answer = await test.anonymous.post<Problem>('/auth/login', {
        email: 'a@b.c',
        password: 'x',
        role: 'admin',
      });
      expect(answer.body.errors).toEqual([
        { pointer: '/role', code: 'UNKNOWN_FIELD', detail: 'There is no field "role".' },
      ]);
    });
  });

  describe('refreshing', () => {
    it('trades the token for another, and the session goes on', async () => {
      const { id, tokens } = await signedIn();
      const { status, body } = await refresh(tokens.refresh_token ?? '');
      expect(status).toBe(200);
      expect(body.refresh_token).not.toBe(tokens.refresh_token);
      expect(body.user.id).toBe(id);
      expect((await as(body).get('/auth/me')).status).toBe(200);
    });

    it('keeps only hashes', async () => {
      const { tokens } = await signedIn();
      const rows = await test.database.sql<{ t: string }>(
        `select encode(token_hash, 'escape') || encode(token_hash, 'base64') as t from refresh_tokens`,
      );
      expect(rows.every(({ t }) => !t.includes(tokens.refresh_token ?? '?'))).toBe(true);
    });

    it('signs nobody out when ten refreshes race, and leaves one live token', async () => {
      const { id, tokens } = await signedIn();
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => refresh(tokens.refresh_token ?? '')),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
      expect(new Set(answers.map(({ body }) => body.refresh_token)).size).toBe(1);
      const session = await sessionOf(id);
      const live = await test.database.sql(
        'select id from refresh_tokens where session_id = $1 and used_at is null',
        [session.id],
      );
      expect(live).toHaveLength(1);
      expect((await refresh(answers[0]?.body.refresh_token ?? '')).status).toBe(200);
    });

    it('gives whoever comes late in a race the youngest token', async () => {
      const { tokens } = await signedIn();
      const second = (await refresh(tokens.refresh_token ?? '')).body;
      const third = (await refresh(second.refresh_token ?? '')).body;
      expect((await refresh(tokens.refresh_token ?? '')).body.refresh_token).toBe(third.refresh_token);
    });

    it('ends the session when a used token comes back later', async () => {
      const { id, tokens } = await signedIn();
      const next = (await refresh(tokens.refresh_token ?? '')).body;
      const session = await sessionOf(id);
      await age(session.id, 31);
      const reused = await refresh(tokens.refresh_token ?? '');
      expect([reused.status, codeOf(reused)]).toEqual([401, 'REFRESH_TOKEN_REFUSED']);
      expect((await refresh(next.refresh_token ?? '')).status).toBe(401);
      expect((await as(next).get('/auth/me')).status).toBe(401);
      expect((await sessionOf(id)).revoked_reason).toBe('token_reused');
      expect(
        await test.database.sql(
          `select outcome from audit_logs where action = 'session.token_reused' and entity_id = $1`,
          [session.id],
        ),
      ).toEqual([{ outcome: 'refused' }]);
      expect(
        await test.database.sql(
          `select payload from outbox where topic = 'session.changed' and (payload ->> 'id')::bigint = $1`,
          [session.id],
        ),
      ).toEqual([{ payload: { id: session.id, user_id: id, change: 'revoked' } }]);
    });

    it.each(['', 'x', 'x'.repeat(43)])('refuses the token "%s"', async (token) => {
      expect((await refresh(token)).status).toBe(401);
    });

    it('ends with the session’s time and with the account', async () => {
      const [late, off] = [await signedIn(), await signedIn()];
      await test.database.sql(`update sessions set expires_at = now() - interval '1 s' where user_id = $1`, [
        late.id,
      ]);
      await test.database.sql('update users set is_active = false where id = $1', [off.id]);
      expect((await refresh(late.tokens.refresh_token ?? '')).status).toBe(401);
      expect((await refresh(off.tokens.refresh_token ?? '')).status).toBe(401);
    });

    it('never prolongs a session beyond its 90 days', async () => {
      const { id, tokens } = await signedIn();
      await test.database.sql(
        `update sessions set created_at = now() - interval '89 days 23 h' where user_id = $1`,
        [id],
      );
      await refresh(tokens.refresh_token ?? '');
      const [row] = await test.database.sql<{ left: number }>(
        `select extract(epoch from expires_at - now())::int as left from sessions where user_id = $1`,
        [id],
      );
      expect(row?.left).toBeLessThanOrEqual(3600);
    });
  });

  describe('the portal', () => {
    it('has its refresh token in a cookie that no script reads, and not in the body', async () => {
      const { email } = await account();
      const answer = await login(email, PASSWORD, PORTAL);
      expect(answer.body.refresh_token).toBeUndefined();
      const cookie = answer.headers.get('set-cookie') ?? '';
      expect(cookie).toMatch(
        /^bureau_refresh=[\w-]{43}; Max-Age=691200; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/,
      );
      const pair = cookie.split(';', 1)[0] ?? '';
      const next = await test.anonymous.post<TokenResponse>('/auth/refresh', {}, { ...PORTAL, cookie: pair });
      expect(next.status).toBe(200);
      expect(next.body.refresh_token).toBeUndefined();
      expect(next.headers.get('set-cookie')).not.toContain(pair);
    });

    it('is not believed from another site, and its cookie counts for nobody else', async () => {
      const { email } = await account();
      const cookie =
        ((await login(email, PASSWORD, PORTAL)).headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
      expect(
        (
          await test.anonymous.post(
            '/auth/refresh',
            {},
            { ...PORTAL, cookie, origin: 'https://evil.example' },
          )
        ).status,
      ).toBe(403);
      expect((await test.anonymous.post('/auth/refresh', {}, { cookie })).status).toBe(401);
    });

    it('signs out: the cookie is taken back and the session ends', async () => {
      const { email } = await account();
      const signedIn = await login(email, PASSWORD, PORTAL);
      const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
      const out = await test.anonymous.post('/auth/logout', {}, { ...PORTAL, cookie });
      expect(out.status).toBe(204);
      expect(out.headers.get('set-cookie')).toMatch(/^bureau_refresh=; .*(Max-Age=0|1970)/);
      expect((await as(signedIn.body).get('/auth/me')).status).toBe(401);
      expect((await test.anonymous.post('/auth/refresh', {}, { ...PORTAL, cookie })).status).toBe(401);
    });
  });

  describe('signing out', () => {
    it('ends the session by either token, and is no error twice', async () => {
      for (const by of ['access', 'refresh'] as const) {
        const { tokens } = await signedIn();
        const client = by === 'access' ? as(tokens) : test.anonymous;
        const body = by === 'access' ? {} : { refresh_token: tokens.refresh_token };
        expect([
          (await client.post('/auth/logout', body)).status,
          (await client.post('/auth/logout', body)).status,
        ]).toEqual([204, 204]);
        expect((await as(tokens).get('/auth/me')).status).toBe(401);
        expect((await refresh(tokens.refresh_token ?? '')).status).toBe(401);
      }
    });
  });

  describe('one’s own account', () => {
    it('can be renamed under its version', async () => {
      const { tokens } = await signedIn();
      const renamed = await as(tokens).patch<CurrentUser>(
        '/auth/me',
        { full_name: 'New Name' },
        { 'if-match': '"1"' },
      );
      expect(renamed.body).toMatchObject({ full_name: 'New Name', version: 2 });
      expect(renamed.headers.get('etag')).toBe('"2"');
      const stale = await as(tokens).patch<Problem>(
        '/auth/me',
        { full_name: 'Other' },
        { 'if-match': '"1"' },
      );
      expect([stale.status, stale.body.current_version]).toEqual([412, 2]);
    });

    it.each([
      ['role', 'admin'],
      ['email', 'x@y.z'],
      ['is_active', true],
      ['hashed_password', 'x'],
    ])('cannot set its %s', async (field, value) => {
      const { tokens } = await signedIn();
      expect((await as(tokens).patch('/auth/me', { [field]: value })).status).toBe(400);
    });

    it('gets another password: the other sessions end, and nothing of it is written down', async () => {
      const { id, email, tokens } = await signedIn();
      const other = (await login(email)).body;
      const changed = await as(tokens).put('/auth/me/password', {
        current_password: PASSWORD,
        new_password: 'violet teapot gravity',
      });
      expect(changed.status).toBe(204);
      expect((await as(tokens).get('/auth/me')).status).toBe(200);
      expect((await as(other).get('/auth/me')).status).toBe(401);
      expect((await login(email)).status).toBe(401);
      expect((await login(email, 'violet teapot gravity')).status).toBe(200);
      const rows = await test.database.sql<{ text: string }>(
        `select row_to_json(a)::text as text from audit_logs a where user_id = $1 union all select payload::text from outbox`,
        [id],
      );
      expect(rows.some(({ text }) => text.includes('user.change_password'))).toBe(true);
      expect(rows.every(({ text }) => !text.includes('argon2') && !text.includes('violet'))).toBe(true);
    });

    it('keeps its password where the current one is wrong or the new one is weak', async () => {
      const { email, tokens } = await signedIn();
      const wrong = await as(tokens).put<Problem>('/auth/me/password', {
        current_password: 'not it at all',
        new_password: 'violet teapot gravity',
      });
      expect([wrong.status, wrong.body.code]).toEqual([422, 'WRONG_PASSWORD']);
      const weak = await as(tokens).put<Problem>('/auth/me/password', {
        current_password: PASSWORD,
        new_password: 'password1234',
      });
      expect([weak.status, weak.body.errors?.[0]?.code]).toEqual([400, 'PASSWORD_COMMON']);
      expect((await login(email)).status).toBe(200);
    });
  });

  describe('sessions', () => {
    it('are listed with the current one marked, and can be ended', async () => {
      const { email, tokens } = await signedIn();
      const other = (await login(email)).body;
      const { body } = await as(tokens).get<Session[]>('/auth/sessions');
      expect(body.map(({ current }) => current)).toEqual([false, true]);
      expect((await as(tokens).delete(`/auth/sessions/${body[0]?.id ?? 0}`)).status).toBe(204);
      expect((await as(other).get('/auth/me')).status).toBe(401);
      expect((await as(tokens).delete(`/auth/sessions/${body[0]?.id ?? 0}`)).status).toBe(404);
    });

    it('of somebody else are not there', async () => {
      const [mine, theirs] = [await signedIn(), await signedIn()];
      const session = await sessionOf(theirs.id);
      expect((await as(mine.tokens).delete(`/auth/sessions/${session.id}`)).status).toBe(404);
      expect((await as(theirs.tokens).get('/auth/me')).status).toBe(200);
    });

    it('can be ended all but this one', async () => {
      const { email, tokens } = await signedIn();
      const others = [(await login(email)).body, (await login(email)).body];
      expect((await as(tokens).delete('/auth/sessions')).status).toBe(204);
      for (const other of others) expect((await as(other).get('/auth/me')).status).toBe(401);
      expect((await as(tokens).get<Session[]>('/auth/sessions')).body).toHaveLength(1);
    });
  });
});
