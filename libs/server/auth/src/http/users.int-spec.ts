import { type CreateUser, type Problem, type TokenResponse, type User } from '@bureau/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpClient, testApp, type TestApp } from '@bureau/testing';
import pg from 'pg';
import { AuthHttpModule } from '../auth-http.module';
import { ADMINS_LOCK } from '../users/users.service';

const PASSWORD = 'violet teapot gravity';

describe('users', () => {
  let test: TestApp;
  let admin: HttpClient;
  let count = 0;

  beforeAll(async () => {
    test = await testApp([AuthHttpModule]);
    ({ http: admin } = await test.signIn('admin'));
  });
  afterAll(() => test.close());

  const newUser = (changes: Partial<CreateUser> = {}): CreateUser => ({
    email: `new${++count}@example.org`,
    full_name: 'New Person',
    role: 'user',
    password: PASSWORD,
    ...changes,
  });

  it('are added, can sign in, and leave no password behind', async () => {
    const body = newUser();
    const created = await admin.post<User>('/users', body);
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(`/api/v1/users/${created.body.id}`);
    expect(created.body).toMatchObject({ email: body.email, role: 'user', is_active: true, version: 1 });
    expect(created.body).not.toHaveProperty('hashed_password');
    expect((await test.anonymous.post('/auth/login', { email: body.email, password: PASSWORD })).status).toBe(
      200,
    );
    const [row] = await test.database.sql<{ text: string }>(
      `select row_to_json(a)::text as text from audit_logs a where action = 'user.create' and entity_id = $1`,
      [created.body.id],
    );
    expect(row?.text).toContain(body.email);
    expect(row?.text).not.toContain('argon2');
  });

  it('are added once under one key, without the password being kept', async () => {
    const body = newUser();
    const key = { 'idempotency-key': 'add-person' };
    const [first, again] = [
      await admin.post<User>('/users', body, key),
      await admin.post<User>('/users', body, key),
    ];
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const rows = await test.database.sql<{ text: string }>(
      'select row_to_json(k)::text as text from idempotency_keys k',
    );
    expect(rows.every(({ text }) => !text.includes('argon2') && !text.includes(PASSWORD))).toBe(true);
  });

  it('have one account for one address, whatever its case', async () => {
    const body = newUser();
    await admin.post('/users', body);
    const again = await admin.post<Problem>('/users', { ...body, email: body.email.toUpperCase() });
    expect([again.status, again.body.code]).toEqual([409, 'EMAIL_TAKEN']);
  });

  it.each<[string, object, string]>([
    ['no address', { email: 'nobody' }, '/email'],
    ['an unknown role', { role: 'root' }, '/role'],
    ['a blank name', { full_name: '  ' }, '/full_name'],
    ['a weak password', { password: 'password1234' }, '/password'],
    ['a short password', { password: 'short' }, '/password'],
    ['an id of their own', { id: 1 }, '/id'],
  ])('are refused with %s', async (_what, changes, pointer) => {
    const { status, body } = await admin.post<Problem>('/users', { ...newUser(), ...changes });
    expect([status, body.errors?.map((field) => field.pointer)]).toEqual([400, [pointer]]);
  });

  it('are listed with filters and read by id', async () => {
    const { body: person } = await admin.post<User>(
      '/users',
      newUser({ role: 'guest', full_name: 'Zoë Guest' }),
    );
    const { body } = await admin.get<User[]>(`/users?role=guest&full_name[like]=zoë`);
    expect(body).toEqual([person]);
    expect((await admin.get(`/users/${person.id}`)).body).toEqual(person);
    expect((await admin.get('/users/999999')).status).toBe(404);
    expect((await admin.get('/users?hashed_password[like]=a')).status).toBe(400);
  });

  it('change under their version; what changes nothing leaves no trace', async () => {
    const { body: person } = await admin.post<User>('/users', newUser());
    const path = `/users/${person.id}`;
    expect((await admin.patch(path, { role: 'operator' }, { 'if-match': '"1"' })).body).toMatchObject({
      role: 'operator',
      version: 2,
    });
    expect((await admin.patch<Problem>(path, { role: 'guest' }, { 'if-match': '"1"' })).body).toMatchObject({
      status: 412,
      current_version: 2,
    });
    expect((await admin.patch(path, { role: 'operator' })).body).toMatchObject({ version: 2 });
    expect((await admin.patch(path, {})).body).toMatchObject({ version: 2 });
    expect((await admin.patch(path, { email: 'x@y.zz' })).status).toBe(400);
    const rows = await test.database.sql(
      `select old_values, new_values from audit_logs where action = 'user.update' and entity_id = $1`,
      [person.id],
    );
    expect(rows).toEqual([{ old_values: { role: 'user' }, new_values: { role: 'operator' } }]);
  });

  it('that are switched off lose their sessions at once', async () => {
    const body = newUser();
    const { body: person } = await admin.post<User>('/users', body);
    const { body: tokens } = await test.anonymous.post<TokenResponse>('/auth/login', {
      email: body.email,
      password: PASSWORD,
    });
    const own = new HttpClient(test.url, tokens.access_token);
    expect((await own.get('/auth/me')).status).toBe(200);
    await admin.patch(`/users/${person.id}`, { is_active: false });
    expect((await own.get('/auth/me')).status).toBe(401);
    expect((await test.anonymous.post('/auth/refresh', { refresh_token: tokens.refresh_token })).status).toBe(
      401,
    );
    expect((await test.anonymous.post('/auth/login', { email: body.email, password: PASSWORD })).status).toBe(
      401,
    );
  });

  it('whose role changes have the new rights with their next request', async () => {
    const { user_id, http } = await test.signIn('user');
    expect((await http.get('/users')).status).toBe(403);
    await admin.patch(`/users/${user_id}`, { role: 'operator' });
    expect((await http.get('/users')).status).toBe(200);
  });

  it('always have an admin among them', async () => {
    const admins = await test.database.sql<{ id: number }>(
      `select id from users where role = 'admin' order by id`,
    );
    for (const { id } of admins.slice(1)) await admin.patch(`/users/${id}`, { role: 'user' });
    const last = await admin.patch<Problem>(`/users/${admins[0]?.id ?? 0}`, { is_active: false });
    expect([last.status, last.body.code]).toEqual([409, 'LAST_ADMIN']);
  });

  it('keep one admin also when two take each other’s right at the very same time', async () => {
    const [first, second] = [await test.signIn('admin'), await test.signIn('admin')];
    await test.database.sql(`update users set role = 'user' where role = 'admin' and id <> all($1)`, [
      [first.user_id, second.user_id],
    ]);
    // Holds up both where each has changed its row and asks who is left.
    const blocker = new pg.Client({ connectionString: test.database.url });
    await blocker.connect();
    await blocker.query('select pg_advisory_lock($1)', [ADMINS_LOCK]);
    const answers = Promise.all([
      first.http.patch(`/users/${second.user_id}`, { role: 'user' }),
      second.http.patch(`/users/${first.user_id}`, { role: 'user' }),
    ]);
    const waiting = async () =>
      (await test.database.sql(`select from pg_locks where locktype = 'advisory' and not granted`)).length;
    for (let looks = 0; looks < 500 && (await waiting()) < 2; looks++) await sleep(10);
    const held = await waiting();
    await blocker.end();
    expect(held).toBe(2);
    expect((await answers).map(({ status }) => status).sort()).toEqual([200, 409]);
    const left = await test.database.sql(`select id from users where role = 'admin' and is_active`);
    expect(left).toHaveLength(1);
  });
});
