import { type User } from '@bureau/contracts';
import { type HttpClient, type SignedIn, testApp, type TestApp } from '@bureau/testing';
import { AuthHttpModule } from '../auth-http.module';

describe('erasing an account', () => {
  let test: TestApp;
  let admin: SignedIn & { http: HttpClient };
  let person: SignedIn & { http: HttpClient };

  beforeAll(async () => {
    test = await testApp([AuthHttpModule]);
    admin = await test.signIn('admin');
  });
  beforeEach(async () => (person = await test.signIn('user')));
  afterAll(() => test.close());

  const erase = (id: number, who = admin.http, headers = {}) =>
    who.post<User>(`/users/${id}/erase`, {}, headers);
  const switchOff = () =>
    test.database.sql('update users set is_active = false where id = $1', [person.user_id]);
  const sql = (text: string) => test.database.sql(text, [person.user_id]);

  it('leaves nothing of the person in the account, and tells the rest of the house', async () => {
    await sql(`update sessions set ip = '10.1.2.3', user_agent = 'Firefox' where user_id = $1`);
    await sql(`insert into recovery_codes (user_id, code_hash) values ($1, 'x')`);
    await sql(`insert into user_identities (user_id, issuer, subject, email) values ($1, 'i', 's', 'e')`);
    await sql(
      `insert into views (owner_id, resource, name, query, shared) values ($1, 'entities', 'Own', '{}', false), ($1, 'entities', 'Ours', '{}', true)`,
    );
    await switchOff();
    const { status, body } = await erase(person.user_id);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      email: `erased-${person.user_id}@erased.invalid`,
      full_name: 'Erased account',
      is_active: false,
    });
    const [user] = await sql(
      'select hashed_password, erased_at is not null as erased from users where id = $1',
    );
    expect(user).toEqual({ hashed_password: null, erased: true });
    expect(
      await sql('select ip, user_agent, revoked_at is not null as ended from sessions where user_id = $1'),
    ).toEqual([{ ip: null, user_agent: null, ended: true }]);
    for (const table of [
      'recovery_codes',
      'user_identities',
      'user_totp',
      'account_links',
      'mail_messages',
      'user_preferences',
    ])
      expect(await sql(`select from ${table} where user_id = $1`)).toEqual([]);
    expect(await sql('select name from views where owner_id = $1')).toEqual([{ name: 'Ours' }]);
    expect(
      await sql(
        `select payload ->> 'change' as change from outbox where topic = 'user.changed' and (payload ->> 'id')::int = $1 order by id desc limit 1`,
      ),
    ).toEqual([{ change: 'erased' }]);
    expect(
      await sql(
        `select action, user_id <> $1 as by_another from audit_logs where entity_type = 'user' and entity_id = $1 and action = 'user.erase'`,
      ),
    ).toEqual([{ action: 'user.erase', by_another: true }]);
    expect((await erase(person.user_id)).status).toBe(409);
  });

  it('is refused while the account is on, to others, for another version, and without a fresh sign-in', async () => {
    expect((await erase(person.user_id)).body).toMatchObject({
      status: 409,
      detail: expect.stringContaining('Switch the account off first'),
    });
    const other = await test.signIn('operator');
    expect((await erase(person.user_id, other.http)).status).toBe(403);
    expect((await erase(999_999)).status).toBe(404);
    await switchOff();
    expect((await erase(person.user_id, admin.http, { 'if-match': '"9"' })).status).toBe(412);
    await test.database.sql(`update sessions set stepped_up_at = now() - interval '1 hour' where id = $1`, [
      admin.session_id,
    ]);
    expect((await erase(person.user_id)).body).toMatchObject({ status: 403, code: 'STEP_UP_REQUIRED' });
    await test.database.sql('update sessions set stepped_up_at = now() where id = $1', [admin.session_id]);
    expect((await sql('select email from users where id = $1'))[0]).toEqual({ email: person.email });
  });
});
