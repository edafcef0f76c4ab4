import {
  type Entity,
  type FieldProvenance,
  type JsonObject,
  type RememberedEntity,
  ROLE_PERMISSIONS,
} from '@bureau/contracts';
import { type Caller, Database, emptyContext, itemsOf, runInContext, WritePath } from '@bureau/platform';
import { type HttpClient, type SignedIn, testApp, type TestApp } from '@bureau/testing';
import { EntitiesHttpModule } from '../entities-http.module';
import { ENTITY_RESOURCE } from '../persistence/entity.resource';

describe('where the fields of a record come from', () => {
  let test: TestApp;
  let user: SignedIn & { http: HttpClient };
  let guest: HttpClient;
  let admin: HttpClient;

  beforeAll(async () => {
    test = await testApp([EntitiesHttpModule]);
    user = await test.signIn('user');
    guest = (await test.signIn('guest')).http;
    admin = (await test.signIn('admin')).http;
  });
  afterAll(() => test.close());

  const create = async (values: JsonObject) => (await user.http.post<Entity>('/entities', values)).body;
  const provenance = async (id: number) =>
    (await guest.get<FieldProvenance[]>(`/entities/${id}/provenance`)).body;
  const field = async (id: number, name: string) => (await provenance(id)).find((one) => one.field === name);

  /** A committed set of an agent, approved as a whole. */
  async function agentWrites(record: Entity, metadata: JsonObject, seen = false): Promise<number> {
    const [set] = await test.database.sql<{ id: string }>(
      `insert into change_sets (status, title, reason, agent, payload_hash, item_count, created_by, decided_by, expires_at) values ('committed', 'Prices', 'Prices were old', 'curator', '', 1, $1, $1, now()) returning id`,
      [user.user_id],
    );
    const id = Number(set?.id);
    await test.database.sql(
      `insert into change_set_items (change_set_id, operation, entity_id, reason, evidence, decision) values ($1, 'update', $2, 'The list says so', '{"row": 4}', 'approve')`,
      [id, record.id],
    );
    await byAgent(id, async () => {
      const records = new WritePath(test.app.get(Database), ENTITY_RESOURCE);
      await records.batch({
        items: itemsOf([
          {
            n: 1,
            operation: 'update',
            id: record.id,
            base_version: record.version,
            patch: {},
            merge: { metadata },
          },
        ]),
        ...(!seen && { unreviewed: { text: 'select 1 as n', values: [] } }),
      });
    });
    return id;
  }

  function byAgent(change_set_id: number, work: () => Promise<void>): Promise<void> {
    const caller: Caller = {
      user_id: user.user_id,
      role: 'user',
      permissions: ROLE_PERMISSIONS.user,
      rules: null,
      session_id: null,
      actor: { type: 'agent', id: 'curator', name: 'curator' },
    };
    const context = {
      ...emptyContext('commit'),
      caller,
      change_set_id,
      agent_task_id: 5,
      approved_by: user.user_id,
    };
    return runInContext(context, work);
  }

  it('is told for every value, down into the metadata', async () => {
    const { id } = await create({ name: 'A', metadata: { price: 1, deep: { x: 1, y: [1] }, gone: 1 } });
    await admin.patch(
      `/entities/${id}`,
      { status: 'draft', metadata: { deep: { x: 2 }, gone: null } },
      { 'content-type': 'application/merge-patch+json' },
    );
    const told = (await provenance(id)).map(({ field, value, version }) => [field, value, version]);
    expect(told).toEqual([
      ['metadata.deep.x', 2, 2],
      ['metadata.deep.y', [1], 1],
      ['metadata.price', 1, 1],
      ['name', 'A', 1],
      ['owner_id', user.user_id, 1],
      ['status', 'draft', 2],
    ]);
    expect(await field(id, 'name')).toMatchObject({
      by: { type: 'user', id: String(user.user_id) },
      user_id: user.user_id,
      reviewed: true,
      import_id: null,
    });
  });

  it('is an agent’s with its reason and evidence, until a person writes the field', async () => {
    const record = await create({ name: 'B', metadata: { price: 1, other: 1 } });
    const change_set_id = await agentWrites(record, { price: 2, other: 2 });
    expect(await field(record.id, 'metadata.price')).toMatchObject({
      value: 2,
      version: 2,
      by: { type: 'agent', name: 'curator' },
      on_behalf_of: user.user_id,
      approved_by: user.user_id,
      reason: 'The list says so',
      evidence: { row: 4 },
      change_set_id,
      agent_task_id: 5,
      reviewed: false,
    });
    await user.http.patch(
      `/entities/${record.id}`,
      { metadata: { price: 3 } },
      { 'content-type': 'application/merge-patch+json' },
    );
    expect(await field(record.id, 'metadata.price')).toMatchObject({ by: { type: 'user' }, reviewed: true });
    expect(await field(record.id, 'metadata.other')).toMatchObject({
      by: { type: 'agent' },
      reviewed: false,
    });
    await user.http.post(`/entities/${record.id}/versions/1/restore`, { reason: 'Wrong list' });
    expect(await field(record.id, 'metadata.other')).toMatchObject({
      value: 1,
      reason: 'Wrong list',
      by: { type: 'user' },
      reviewed: true,
    });
  });

  it('is an import where one wrote', async () => {
    const record = await create({ name: 'C' });
    const set = await agentWrites(record, { sku: '1' }, true);
    await test.database.sql(
      `insert into import_jobs (file_name, requested_by, change_set_id) values ('a.csv', $1, $2)`,
      [user.user_id, set],
    );
    expect(await field(record.id, 'metadata.sku')).toMatchObject({
      by: { type: 'import' },
      import_id: expect.any(Number),
      reviewed: true,
    });
  });

  describe('waiting for review', () => {
    const waiting = async (query = '') =>
      (await guest.get<Entity[]>(`/entities?unreviewed=true${query}`)).body.map(({ id }) => id);

    it('can be listed, and ends field by field, in the audit log', async () => {
      const record = await create({ name: 'D', metadata: {} });
      await agentWrites(record, { a: { x: 1, y: 2 }, b: 1 });
      expect(await waiting()).toContain(record.id);
      expect(await waiting('&name=Nobody')).toEqual([]);
      const review = (body: object, who = user.http) =>
        who.post<FieldProvenance[]>(`/entities/${record.id}/provenance/review`, body);
      expect((await review({ fields: ['metadata.a'] }, guest)).status).toBe(403);
      expect((await review({ fields: [] })).status).toBe(400);
      const { status, body } = await review({ fields: ['metadata.a', 'name'] });
      expect(status).toBe(200);
      expect(body.filter(({ reviewed }) => !reviewed).map(({ field }) => field)).toEqual(['metadata.b']);
      expect(await waiting()).toContain(record.id);
      await review({});
      expect(await waiting()).not.toContain(record.id);
      const rows = await test.database.sql(
        `select action, entity_version, new_values, user_id from audit_logs where entity_id = $1 and action = 'entity.review' order by id`,
        [record.id],
      );
      expect(rows).toEqual([
        {
          action: 'entity.review',
          entity_version: 2,
          new_values: { reviewed: ['metadata.a.x', 'metadata.a.y'] },
          user_id: user.user_id,
        },
        {
          action: 'entity.review',
          entity_version: 2,
          new_values: { reviewed: ['metadata.b'] },
          user_id: user.user_id,
        },
      ]);
      expect((await guest.get<Entity>(`/entities/${record.id}`)).body.version).toBe(2);
      expect((await review({})).status).toBe(200);
      expect((await guest.get<Entity>(`/entities/${record.id}?as_of_version=1`)).body.metadata).toEqual({});
    });

    it('is read from its index', async () => {
      await test.database.sql(`insert into entities (name) select 'Filler' from generate_series(1, 5000)`);
      await test.database.sql('analyze entities');
      const plan = await test.database.sql<{ 'QUERY PLAN': string }>(
        `explain select e.id from entities e where e.deleted_at is null and e.unreviewed is not null order by e.id desc limit 50`,
      );
      expect(JSON.stringify(plan)).toContain('ix_entities_unreviewed');
    });

    it('ends where somebody replaces what is around the field', async () => {
      const record = await create({ name: 'E' });
      await agentWrites(record, { a: { x: 1 } });
      await user.http.put(`/entities/${record.id}`, { metadata: { a: 5 } });
      expect(await waiting()).not.toContain(record.id);
    });
  });

  describe('as a part of lists and records', () => {
    it('comes with open proposals in one statement each, however many records', async () => {
      const [one, two] = [await create({ name: 'Include' }), await create({ name: 'Include' })];
      await test.database.sql(
        `with s as (insert into change_sets (status, title, agent, payload_hash, item_count, created_by, expires_at) values ('proposed', 'Rename', 'curator', '', 1, $1, now() + interval '1 day') returning id)
         insert into change_set_items (change_set_id, operation, entity_id, changes, reason) select id, 'update', $2, '[{"field":"name","from":"Include","to":"Renamed"}]', 'Better' from s`,
        [user.user_id, one.id],
      );
      const asked = jest.spyOn(test.app.get(Database), 'query');
      const path = '/entities?name=Include&sort=id&include=provenance,pending';
      const { body } = await user.http.get<RememberedEntity[]>(path);
      const names = asked.mock.calls.flatMap(([{ name }]) => (name?.startsWith('entity_') ? [name] : []));
      expect(names).toEqual(['entity_writers', 'entity_pending']);
      asked.mockRestore();
      expect(body.map(({ id }) => id)).toEqual([one.id, two.id]);
      expect(body[0]?.pending).toMatchObject([
        { title: 'Rename', agent: 'curator', reason: 'Better', changes: [{ field: 'name', to: 'Renamed' }] },
      ]);
      expect(body[1]).toMatchObject({
        pending: [],
        provenance: expect.arrayContaining([expect.objectContaining({ field: 'name' })]),
      });
      const { body: single } = await user.http.get<RememberedEntity>(`/entities/${one.id}?include=pending`);
      expect([single.pending?.length, single.provenance]).toEqual([1, undefined]);
      expect((await guest.get<RememberedEntity[]>(path)).body[0]?.pending).toEqual([]);
      expect((await admin.get<RememberedEntity[]>(path)).body[0]?.pending).toHaveLength(1);
      expect((await guest.get('/entities?include=everything')).status).toBe(400);
      expect((await guest.get(`/entities/${one.id}?include=everything`)).status).toBe(400);
    });
  });
});
