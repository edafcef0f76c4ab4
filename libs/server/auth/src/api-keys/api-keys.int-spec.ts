import { type ApiKey, type CreateApiKey, type NewApiKey, type Problem } from '@bureau/contracts';
import {
  ApiKeyCallers,
  ApiKeyDirectory,
  type BureauServer,
  Database,
  LiveEvents,
  Permit,
  Proposes,
  requireCaller,
} from '@bureau/platform';
import { HttpClient, type SignedIn, testApp, type TestApp } from '@bureau/testing';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { WebSocketGateway, WebSocketServer } from '@nestjs/websockets';
import { AuthHttpModule } from '../auth-http.module';

@Permit('entity:read')
@Controller('desk')
class DeskController {
  @Get()
  who() {
    const { user_id, session_id, actor, permissions } = requireCaller();
    return { user_id, session_id, actor, permissions: [...permissions].sort() };
  }

  @Post()
  write() {
    return { done: true };
  }

  @Post('proposals')
  @Proposes()
  propose() {
    return { done: true };
  }
}

/** Without one there are no sockets. */
@WebSocketGateway()
class AnyGateway {
  @WebSocketServer()
  readonly server!: BureauServer;
}

@Module({ providers: [AnyGateway], controllers: [DeskController] })
class DeskModule {}

describe('API keys', () => {
  let test: TestApp;
  let maker: SignedIn & { http: HttpClient };
  let admin: HttpClient;

  beforeAll(async () => {
    test = await testApp([AuthHttpModule, DeskModule]);
    ({ http: admin } = await test.signIn('admin'));
  });
  beforeEach(async () => {
    maker = await test.signIn('admin');
  });
  afterAll(() => test.close());

  async function make(changes: Partial<CreateApiKey> = {}, by: HttpClient = maker.http): Promise<NewApiKey> {
    const body = { name: 'A service', scopes: ['entity:read', 'user:read'], ...changes };
    const { status, body: key } = await by.post<NewApiKey>('/api-keys', body);
    expect(status).toBe(201);
    return key;
  }
  const use = ({ secret }: NewApiKey) => new HttpClient(test.url, secret);
  const forgetAll = (key: NewApiKey) => test.app.get(ApiKeyCallers).forget(key.id);

  it('are made by whoever manages them, and show their secret once', async () => {
    const created = await maker.http.post<NewApiKey>('/api-keys', { name: 'CI', scopes: ['entity:read'] });
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(`/api/v1/api-keys/${created.body.id}`);
    expect(created.headers.get('cache-control')).toBe('no-store');
    const { secret, ...key } = created.body;
    expect(key).toMatchObject({
      name: 'CI',
      mode: 'direct',
      scopes: ['entity:read'],
      expires_at: null,
      last_used_at: null,
      created_by: maker.user_id,
      owner_id: maker.user_id,
      revoked_at: null,
    });
    expect(secret.startsWith(`bur_${key.prefix}_`)).toBe(true);
    expect((await admin.get<ApiKey>(`/api-keys/${key.id}`)).body).toEqual(key);
    const { body: list } = await admin.get<ApiKey[]>(`/api-keys?prefix=${key.prefix}`);
    expect(list).toEqual([key]);
  });

  it('leave no secret and no hash in the database, the audit log or an event', async () => {
    const { secret, id } = await make();
    const rows = await test.database.sql<{ text: string }>(
      `select row_to_json(a)::text as text from audit_logs a where entity_type = 'api_key' and entity_id = $1
       union all select row_to_json(o)::text from outbox o where topic = 'api_key.changed'
       union all select row_to_json(k)::text from api_keys k where id = $1`,
      [id],
    );
    const [hash] = await test.database.sql<{ secret_hash: string }>(
      'select secret_hash from api_keys where id = $1',
      [id],
    );
    expect(rows.length).toBeGreaterThan(2);
    for (const { text } of rows) expect(text).not.toContain(secret.slice(13));
    expect(rows.filter(({ text }) => text.includes(hash?.secret_hash ?? ''))).toHaveLength(1);
  });

  it('are made once under one Idempotency-Key, whose replay shows nothing', async () => {
    const body = { name: 'Once', scopes: ['entity:read'] };
    const key = { 'idempotency-key': 'make-a-key' };
    expect((await maker.http.post('/api-keys', body, key)).status).toBe(201);
    const again = await maker.http.post<Problem>('/api-keys', body, key);
    expect([again.status, again.body.code]).toEqual([409, 'SECRET_ALREADY_SHOWN']);
    const other = await maker.http.post<Problem>('/api-keys', { ...body, name: 'Other' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    const kept = await test.database.sql<{ text: string }>(
      'select row_to_json(k)::text as text from idempotency_keys k',
    );
    expect(kept.filter(({ text }) => text.includes('bur_'))).toEqual([]);
    const [made] = await test.database.sql<{ n: number }>(
      `select count(*)::int as n from api_keys where name = 'Once'`,
    );
    expect(made?.n).toBe(1);
  });

  it.each<[string, object, string]>([
    ['no scopes', { scopes: [] }, '/scopes'],
    ['a scope that there is not', { scopes: ['entity:fly'] }, '/scopes'],
    ['one scope twice', { scopes: ['entity:read', 'entity:read'] }, '/scopes'],
    ['the scope of managing keys', { scopes: ['entity:read', 'api_key:manage'] }, '/scopes/1'],
    ['the scope of deciding', { scopes: ['change_set:decide'] }, '/scopes/0'],
    ['a blank name', { name: ' ' }, '/name'],
    ['a mode that there is not', { mode: 'root' }, '/mode'],
    ['an end in the past', { expires_at: '2020-01-01T00:00:00Z' }, '/expires_at'],
    ['an end that is no time', { expires_at: 'soon' }, '/expires_at'],
    ['an owner of its choice', { owner_id: 1 }, '/owner_id'],
    ['a secret of its choice', { secret_hash: 'x' }, '/secret_hash'],
  ])('are not made with %s', async (_what, changes, pointer) => {
    const body = { name: 'Wrong', scopes: ['entity:read'], ...changes };
    const { status, body: problem } = await maker.http.post<Problem>('/api-keys', body);
    expect(status).toBe(400);
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
  });

  it('are for people to manage: neither a key nor whoever lacks the permission', async () => {
    const { http } = await test.signIn('operator');
    const key = await make();
    for (const client of [http, use(key)]) {
      expect((await client.get('/api-keys')).status).toBe(403);
      expect((await client.post('/api-keys', { name: 'More', scopes: ['entity:read'] })).status).toBe(403);
      expect((await client.delete(`/api-keys/${key.id}`)).status).toBe(403);
    }
  });

  it('act in the name of their owner, with their scopes alone and under their own name', async () => {
    const key = await make();
    const { status, body } = await use(key).get('/desk');
    expect(status).toBe(200);
    expect(body).toEqual({
      user_id: maker.user_id,
      session_id: null,
      actor: { type: 'api_key', id: String(key.id), name: 'A service' },
      permissions: ['entity:read', 'user:read'],
    });
    expect((await use(key).get('/users')).status).toBe(200);
    expect((await use(key).get('/auth/me')).status).toBe(403);
  });

  it('cost no round trip once they are known', async () => {
    const key = await make();
    await use(key).get('/desk');
    const query = jest.spyOn(test.app.get(Database), 'query');
    for (let i = 0; i < 20; i++) expect((await use(key).get('/desk')).status).toBe(200);
    expect(query).not.toHaveBeenCalled();
    query.mockRestore();
  });

  it('remember when and from where they were used, once a minute', async () => {
    const key = await make();
    const used = jest.spyOn(test.app.get(ApiKeyDirectory), 'used');
    for (let i = 0; i < 5; i++) await use(key).get('/desk');
    expect(used).toHaveBeenCalledTimes(1);
    await used.mock.results[0]?.value;
    used.mockRestore();
    const { body } = await admin.get<ApiKey>(`/api-keys/${key.id}`);
    expect(body.last_used_ip).toBe('127.0.0.1');
    expect(body.last_used_at).not.toBeNull();
    expect(body.version).toBe(1);
  });

  it('never do more than their owner at the moment of use, nor anything once the owner is off', async () => {
    const key = await make();
    await test.database.sql(`update users set role = 'guest' where id = $1`, [maker.user_id]);
    forgetAll(key);
    expect((await use(key).get<{ permissions: string[] }>('/desk')).body.permissions).toEqual([
      'entity:read',
    ]);
    await test.database.sql('update users set is_active = false where id = $1', [maker.user_id]);
    forgetAll(key);
    expect((await use(key).get('/desk')).status).toBe(401);
  });

  it('are adopted by somebody who stays', async () => {
    const key = await make();
    await test.database.sql('update users set is_active = false where id = $1', [maker.user_id]);
    const heir = await test.signIn('admin');
    const { status, body } = await heir.http.post<ApiKey>(`/api-keys/${key.id}/adopt`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ created_by: maker.user_id, owner_id: heir.user_id, version: 2 });
    expect((await use(key).get<{ user_id: number }>('/desk')).body.user_id).toBe(heir.user_id);
    const [row] = await test.database.sql(
      `select user_id, old_values, new_values from audit_logs where action = 'api_key.adopt' and entity_id = $1`,
      [key.id],
    );
    expect(row).toEqual({
      user_id: heir.user_id,
      old_values: { owner_id: maker.user_id },
      new_values: { owner_id: heir.user_id },
    });
  });

  it('end when they are revoked, at once and for good', async () => {
    const key = await make();
    expect((await use(key).get('/desk')).status).toBe(200);
    expect((await admin.delete(`/api-keys/${key.id}`)).status).toBe(204);
    expect((await use(key).get('/desk')).status).toBe(401);
    const { body } = await admin.get<ApiKey>(`/api-keys/${key.id}`);
    expect(body.revoked_at).not.toBeNull();
    for (const answer of [
      await admin.delete<Problem>(`/api-keys/${key.id}`),
      await admin.patch<Problem>(`/api-keys/${key.id}`, { name: 'Back' }),
      await admin.post<Problem>(`/api-keys/${key.id}/adopt`),
    ])
      expect([answer.status, answer.body.code]).toEqual([409, 'STATE_CONFLICT']);
  });

  it('end in another process when its event says so', async () => {
    const key = await make();
    await use(key).get('/desk');
    await test.database.sql('update api_keys set revoked_at = now() where id = $1', [key.id]);
    const events = test.app.get(LiveEvents) as unknown as { receive(message: string): void };
    events.receive(JSON.stringify([{ id: 1, topic: 'api_key.changed', payload: { id: key.id } }]));
    expect((await use(key).get('/desk')).status).toBe(401);
  });

  it('end by themselves at their time', async () => {
    const key = await make({ expires_at: new Date(Date.now() + 86_400_000).toISOString() });
    expect((await use(key).get('/desk')).status).toBe(200);
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.parse(key.expires_at ?? '') + 1);
    expect((await use(key).get('/desk')).status).toBe(401);
    clock.mockRestore();
  });

  it('change their name and their end', async () => {
    const key = await make();
    const expires_at = new Date(Date.now() + 3_600_000).toISOString();
    const changed = await admin.patch<ApiKey>(
      `/api-keys/${key.id}`,
      { name: 'New name', expires_at },
      { 'if-match': '"1"' },
    );
    expect(changed.body).toMatchObject({ name: 'New name', expires_at, version: 2 });
    const stale = await admin.patch(`/api-keys/${key.id}`, { name: 'Lost' }, { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
    expect((await admin.patch(`/api-keys/${key.id}`, { scopes: ['user:update'] })).status).toBe(400);
    expect((await admin.get('/api-keys/999999999')).status).toBe(404);
  });

  it('in propose mode read and propose, and write nothing', async () => {
    const key = await make({ mode: 'propose' });
    expect((await use(key).get('/desk')).status).toBe(200);
    expect((await use(key).post('/desk/proposals')).status).toBe(201);
    const { status, body } = await use(key).post<Problem>('/desk');
    expect([status, body.code]).toEqual([403, 'PROPOSE_ONLY']);
    expect(body.detail).toContain('POST /change-sets');
  });

  it('never pass a step-up, whatever their scopes', async () => {
    const key = await make({ scopes: ['user:update', 'user:read'] });
    const changed = await use(key).patch<Problem>(`/users/${maker.user_id}`, { role: 'guest' });
    expect([changed.status, changed.body.code]).toEqual([403, 'STEP_UP_REQUIRED']);
  });

  it('have sockets of their own, which end with them', async () => {
    const key = await make();
    const socket = await test.socket(key.secret);
    const gone = new Promise((resolve) => socket.socket.once('disconnect', resolve));
    await test.database.sql('update api_keys set revoked_at = now() where id = $1', [key.id]);
    const events = test.app.get(LiveEvents) as unknown as { receive(message: string): void };
    events.receive(JSON.stringify([{ id: 2, topic: 'api_key.changed', payload: { id: key.id } }]));
    await socket.next('session.expired');
    await gone;
    await expect(test.socket(key.secret)).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
  });

  it('hear nothing of what only their owner is told', async () => {
    await test.socket((await make()).secret);
    const service = [...test.app.get(AnyGateway).server.sockets.sockets.values()].at(-1);
    expect(service?.data.user_id).toBe(maker.user_id);
    expect([...(service?.rooms ?? [])]).toEqual([service?.id]);
  });

  it('do not answer for their owner’s idempotency keys', async () => {
    const header = { 'idempotency-key': 'shared-word' };
    const key = await make();
    expect((await maker.http.post('/desk', undefined, header)).headers.get('idempotent-replayed')).toBeNull();
    expect((await use(key).post('/desk', undefined, header)).headers.get('idempotent-replayed')).toBeNull();
    expect((await use(key).post('/desk', undefined, header)).headers.get('idempotent-replayed')).toBe('true');
  });
});
