import {
  type AuditLog,
  type ChangeSet,
  type Entity,
  type EntityRelation,
  type Problem,
  type RoleRule,
  type ServerEvents,
} from '@bureau/contracts';
import { type HttpClient, testApp, type TestApp, testWorker, type TestContext } from '@bureau/testing';
import { API_FEATURES } from '../api.module';
import { addRole } from './two-worlds';

const row = (action: 'read' | 'create' | 'update' | 'delete', where: object): RoleRule =>
  ({ resource: 'entity', action, where }) as RoleRule;

/** Sees the north and its own; changes its own; deletes drafts; creates in the north. */
const RULES: RoleRule[] = [
  row('read', {
    any: [
      { field: 'metadata.region', op: 'eq', value: 'north' },
      { field: 'owner_id', op: 'eq', value: { $caller: 'user_id' } },
    ],
  }),
  row('create', { field: 'metadata.region', op: 'in', value: ['north', 'east'] }),
  row('update', { field: 'owner_id', op: 'eq', value: { $caller: 'user_id' } }),
  row('delete', { field: 'status', op: 'eq', value: 'draft' }),
];

describe('row rules', () => {
  let test: TestApp;
  let worker: TestContext;
  let admin: HttpClient;
  let agent: HttpClient;
  let agentId: number;
  let token: string;
  let north: number;
  let south: number;
  let own: number;

  beforeAll(async () => {
    test = await testApp(API_FEATURES);
    worker = await testWorker([], test);
    await addRole(test, 'northern', RULES);
    admin = (await test.signIn('admin')).http;
    const person = await test.signIn('northern');
    ({ http: agent, token, user_id: agentId } = person);
    const create = async (http: HttpClient, name: string, region: string) =>
      (await http.post<Entity>('/entities', { name, type: 'shop', metadata: { region } })).body.id;
    north = await create(admin, 'Polar', 'north');
    south = await create(admin, 'Sunny', 'south');
    own = await create(agent, 'Mine', 'east');
    await admin.post(`/entities/${north}/relations`, { target_id: south, relation_type: 'related_to' });
    await admin.post(`/entities/${north}/relations`, { target_id: own, relation_type: 'related_to' });
  });
  afterAll(async () => {
    await worker.close();
    await test.close();
  });

  const ids = (body: unknown) => (body as { id: number }[]).map(({ id }) => id).sort();

  it('hold in lists, counts and reports', async () => {
    const list = await agent.get<Entity[]>('/entities?count=exact');
    expect(ids(list.body)).toEqual([north, own]);
    expect(list.headers.get('x-total-count')).toBe('2');
    expect((await agent.get('/entities?q=sunny')).body).toEqual([]);
    const [group] = (await agent.get<{ count: number }[]>('/entities/aggregate')).body;
    expect(group?.count).toBe(2);
    expect((await agent.get<object[]>('/entities/duplicates?field=type')).body).toMatchObject([{ count: 2 }]);
  });

  it('make what is not seen look absent, before anything else is asked', async () => {
    for (const path of ['', '/history', '/relations', '/provenance', '?as_of_version=1'])
      expect((await agent.get(`/entities/${south}${path}`)).status).toBe(404);
    expect((await agent.get(`/entities/${south}`, { 'if-none-match': '"1"' })).status).toBe(404);
    expect((await agent.patch(`/entities/${south}`, { name: 'x' }, { 'if-match': '"9"' })).status).toBe(404);
    expect((await agent.delete(`/entities/${south}`)).status).toBe(404);
  });

  it('leave no browser with what was cached before they held', async () => {
    const path = `/entities/${own}`;
    const tag = (await agent.get(path)).headers.get('etag') ?? '';
    expect((await agent.get(path, { 'if-none-match': tag })).status).toBe(200);
  });

  it('hide relations whose other end is not seen', async () => {
    const { body } = await agent.get<EntityRelation[]>(`/entities/${north}/relations`);
    expect(body.map(({ target_id }) => target_id)).toEqual([own]);
    const relate = (source: number, target: number) =>
      agent.post<Problem>(`/entities/${source}/relations`, {
        target_id: target,
        relation_type: 'depends_on',
      });
    expect((await relate(own, south)).status).toBe(404);
    expect((await relate(north, own)).status).toBe(403);
    expect((await relate(own, north)).status).toBe(201);
  });

  it('refuse changes, and the refusal is in the audit log', async () => {
    expect((await agent.patch(`/entities/${north}`, { name: 'x' })).status).toBe(403);
    expect((await agent.patch(`/entities/${own}`, { name: 'Mine!' })).status).toBe(200);
    expect((await agent.delete(`/entities/${own}`)).status).toBe(403);
    expect((await agent.post('/entities', { name: 'x', metadata: { region: 'south' } })).status).toBe(403);
    const { body } = await admin.get<AuditLog[]>(`/audit-logs?user_id=${agentId}&outcome=refused&sort=id`);
    expect(body.map(({ action, entity_id }) => [action, entity_id])).toEqual(
      expect.arrayContaining([
        ['entity.update', north],
        ['entity.delete', own],
        ['entity.create', null],
      ]),
    );
  });

  it('hold in the audit log', async () => {
    const { body } = await agent.get<AuditLog[]>('/audit-logs?entity_type=entity');
    expect(body.some(({ entity_id }) => entity_id === north)).toBe(true);
    expect(body.some(({ entity_id }) => entity_id === south)).toBe(false);
  });

  it('hold for proposals of their own and of others', async () => {
    const propose = (http: HttpClient, entity_id: number) =>
      http.post<ChangeSet>('/change-sets', {
        title: 'Rename',
        items: [{ operation: 'update', entity_id, changes: [{ field: 'name', to: 'Renamed' }] }],
      });
    expect((await propose(agent, south)).status).toBe(422);
    expect((await propose(agent, north)).status).toBe(403);
    const { body: foreign } = await propose(admin, south);
    const { body: seen } = await agent.get<ChangeSet>(`/change-sets/${foreign.id}`);
    expect(seen.items).toMatchObject([{ entity_name: null, changes: [], blocked: expect.any(String) }]);
    expect(seen.decision_blocked).toEqual(expect.any(String));
    expect((await agent.get(`/change-sets/${foreign.id}/items?entity_name=Sunny`)).status).toBe(403);
  });

  it('hold again when a proposal is committed', async () => {
    const { body: set } = await agent.post<ChangeSet>('/change-sets', {
      title: 'Rename',
      items: [{ operation: 'update', entity_id: own, changes: [{ field: 'name', to: 'Renamed' }] }],
    });
    await test.database.sql('update entities set owner_id = null, metadata = $2 where id = $1', [
      own,
      { region: 'north' },
    ]);
    const { status, body } = await admin.post<Problem>(`/change-sets/${set.id}/decision`, {
      decision: 'approve',
    });
    expect([status, body.detail]).toEqual([409, expect.stringContaining('may not change')]);
    await test.database.sql('update entities set owner_id = $2 where id = $1', [own, agentId]);
    expect((await admin.post(`/change-sets/${set.id}/decision`, { decision: 'approve' })).status).toBe(200);
  });

  it('hold on sockets, and a changed role holds there as well', async () => {
    const socket = await test.socket(token);
    const told = () =>
      socket.received
        .filter(({ event }) => event === 'entity.changed')
        .map(({ payload }) => payload as ServerEvents['entity.changed']);
    expect(await socket.ask('entity.subscribe', {})).toEqual({ ok: true });
    expect(await socket.ask('entity.subscribe', { id: south })).toMatchObject({ ok: false });
    await admin.patch(`/entities/${south}`, { name: 'Sunny 2' });
    await admin.patch(`/entities/${north}`, { name: 'Polar 2' });
    await socket.next('entity.changed', ({ id }) => id === north);
    expect(told().some(({ id }) => id === south)).toBe(false);
    const [role] = (await admin.get<{ id: number }[]>('/roles?name=northern')).body;
    expect((await admin.patch(`/roles/${role?.id}`, { rules: [] })).status).toBe(200);
    // The event of the role is relayed before that of the record: both go the same way, in their order.
    await admin.patch(`/entities/${south}`, { name: 'Sunny 3' });
    await socket.next('entity.changed', ({ id }) => id === south);
    expect((await agent.get(`/entities/${south}`)).status).toBe(200);
    await admin.patch(`/roles/${role?.id}`, { permissions: ['account:manage'] });
    await admin.patch(`/entities/${south}`, { name: 'Sunny 4' });
    const other = await test.socket((await test.signIn('guest')).token);
    await other.ask('entity.subscribe', {});
    await admin.patch(`/entities/${south}`, { name: 'Sunny 5' });
    await other.next('entity.changed', ({ id }) => id === south);
    const { version } = (await admin.get<Entity>(`/entities/${south}`)).body;
    expect(told().some((change) => change.id === south && change.version === version)).toBe(false);
    expect(await socket.ask('entity.subscribe', {})).toMatchObject({ ok: false, problem: { status: 403 } });
  });
});
