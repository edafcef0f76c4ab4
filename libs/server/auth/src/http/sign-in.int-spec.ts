import { type CurrentUser, type Problem } from '@bureau/contracts';
import { type Answer, type TestApp } from '@bureau/testing';
import { PasswordHasher } from '../passwords/password-hasher';
import { AuthDesk, codeOf, PASSWORD } from '../testing/auth-desk';

describe('signing in', () => {
  let desk: AuthDesk;
  let test: TestApp;

  beforeAll(async () => {
    desk = await AuthDesk.open();
    test = desk.test;
  });
  afterAll(() => test.close());

  it('gives tokens that work, whatever the case of the address, and says who it is', async () => {
    const { id, email } = await desk.account();
    const { status, body, headers } = await desk.login(email.toUpperCase());
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
    expect((await desk.as(body).get<CurrentUser>('/auth/me')).body).toEqual(body.user);
  });

  it('hashes by argon2id with OWASP’s parameters', async () => {
    expect(await test.app.get(PasswordHasher).hash(PASSWORD)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('answers alike to an unknown account, a wrong password and an account that is off', async () => {
    const [known, off] = [await desk.account(), await desk.account({ is_active: false })];
    const answers = [
      await desk.login(known.email, 'wrong horse battery'),
      await desk.login('nobody@example.org'),
      await desk.login(off.email),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect({ ...body, request_id: '' }).toEqual({ ...answers[0]?.body, request_id: '' });
    }
    expect(codeOf(answers[0] as Answer<unknown>)).toBe('INVALID_CREDENTIALS');
  });

  it('checks a password even where there is none to check, so that time tells nothing', async () => {
    const verify = jest.spyOn(test.app.get(PasswordHasher), 'verify');
    await desk.login('nobody-at-all@example.org');
    expect(verify).toHaveBeenCalledTimes(1);
    verify.mockRestore();
  });

  it('is audited, and so is the failure, without what was typed', async () => {
    const { id, email } = await desk.account();
    await desk.login(email, 'typed by mistake');
    await desk.login(email);
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
        session_id: (await desk.sessionOf(id)).id,
        reason: null,
        new_values: null,
      },
    ]);
  });

  it('is refused for a while after ten failures, from that address alone', async () => {
    const { email } = await desk.account();
    const from = (ip: string) => ({ 'x-forwarded-for': ip });
    for (let i = 0; i < 10; i++) await desk.login(email, 'guess number one', from('203.0.113.7'));
    const blocked = await desk.login(email, PASSWORD, from('203.0.113.7'));
    expect([blocked.status, codeOf(blocked)]).toEqual([429, 'TOO_MANY_SIGN_INS']);
    expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(800);
    expect((await desk.login(email, PASSWORD, from('203.0.113.8'))).status).toBe(200);
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
