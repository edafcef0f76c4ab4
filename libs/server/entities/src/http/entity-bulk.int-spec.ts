import { type BulkRequest, type BulkResult, type Entity, type Problem } from '@bureau/contracts';
import { type HttpClient, testApp, type TestApp } from '@bureau/testing';
import { EntitiesHttpModule } from '../entities-http.module';

describe('bulk changes', () => {
  let test: TestApp;
  let user: HttpClient;
  let guest: HttpClient;

  beforeAll(async () => {
    test = await testApp([EntitiesHttpModule]);
    user = (await test.signIn('user')).http;
    guest = (await test.signIn('guest')).http;
  });
  afterAll(() => test.close());

  const bulk = (request: BulkRequest, headers?: Record<string, string>) =>
    user.post<BulkResult>('/entities/bulk', request, headers);
  const create = async (values: object = {}) =>
    (await user.post<Entity>('/entities', { name: 'One', ...values })).body;
  const get = async (id: number) => (await user.get<Entity>(`/entities/${id}`)).body;
  const audits = async (id: number) =>
    (
      await test.database.sql<{ action: string }>(
        `select action from audit_logs where entity_type = 'entity' and entity_id = $1 and outcome = 'success' order by id`,
        [id],
      )
    ).map(({ action }) => action);
  const countRows = async () =>
    (
      await test.database.sql<{ n: number }>(
        `select (select count(*) from entities)::int + (select count(*) from audit_logs)::int + (select count(*) from outbox)::int as n`,
      )
    )[0]?.n;

  it('gives each item its own result, and each record its own audit row', async () => {
    const [a, b, c] = [await create(), await create(), await create({ status: 'archived' })];
    const { status, body } = await bulk({
      operation: 'status',
      values: { status: 'archived' },
      items: [{ id: a.id }, { id: b.id, version: 9 }, { id: c.id }, { id: 999_999 }, { id: a.id }],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ dry_run: false, committed: true });
    expect(body.counts).toEqual({ total: 5, succeeded: 1, unchanged: 1, failed: 3 });
    expect(body.results.map((one) => [one.index, one.id, one.status, one.outcome])).toEqual([
      [0, a.id, 200, 'updated'],
      [1, b.id, 412, 'failed'],
      [2, c.id, 200, 'unchanged'],
      [3, 999_999, 404, 'failed'],
      [4, a.id, 409, 'failed'],
    ]);
    expect(body.results[1]?.problem).toMatchObject({ code: 'VERSION_CONFLICT', current_version: 1 });
    expect(body.results[0]?.version).toBe(2);
    expect((await get(a.id)).status).toBe('archived');
    expect((await get(b.id)).status).toBe('active');
    expect(await audits(a.id)).toEqual(['entity.create', 'entity.update']);
    expect(await audits(c.id)).toEqual(['entity.create']);
  });

  it('creates, with shared values and values of each, and says what is wrong with which field', async () => {
    const { body } = await bulk({
      operation: 'create',
      values: { status: 'draft', metadata: { from: 'bulk' } },
      items: [{ values: { name: 'First' } }, { values: { name: ' ' } }, { values: { name: 'X', colour: 1 } }],
    });
    expect(body.counts).toMatchObject({ succeeded: 1, failed: 2 });
    expect(body.results.map(({ status }) => status)).toEqual([201, 400, 400]);
    expect(body.results[1]?.problem?.errors?.[0]?.pointer).toBe('/items/1/values/name');
    expect(await get(Number(body.results[0]?.id))).toMatchObject({
      name: 'First',
      status: 'draft',
      metadata: { from: 'bulk' },
    });
  });

  it('merges metadata', async () => {
    const { id } = await create({ metadata: { keep: 1, drop: 2 } });
    await bulk({ operation: 'update', items: [{ id }], values: { metadata: { drop: null, add: 3 } } });
    expect((await get(id)).metadata).toEqual({ keep: 1, add: 3 });
  });

  it('moves to the trash and back, and relates', async () => {
    const [a, b] = [await create(), await create()];
    const gone = await bulk({ operation: 'delete', items: [{ id: a.id }, { id: b.id }] });
    expect(gone.body.results.map(({ status }) => status)).toEqual([204, 204]);
    expect((await user.get(`/entities/${a.id}`)).status).toBe(404);
    const again = await bulk({ operation: 'delete', items: [{ id: a.id }] });
    expect(again.body.results[0]).toMatchObject({ status: 404, outcome: 'failed' });
    const back = await bulk({ operation: 'restore', items: [{ id: a.id }, { id: b.id }] });
    expect(back.body.results.map(({ outcome }) => outcome)).toEqual(['restored', 'restored']);
    const relation = { target_id: b.id, relation_type: 'depends_on' };
    const related = await bulk({
      operation: 'relate',
      values: relation,
      items: [{ id: a.id }, { id: a.id }, { id: b.id }],
    });
    expect(related.body.results.map(({ status }) => status)).toEqual([201, 409, 422]);
    const unrelated = await bulk({
      operation: 'unrelate',
      values: relation,
      items: [{ id: a.id }, { id: a.id }],
    });
    expect(unrelated.body.results.map(({ status }) => status)).toEqual([204, 404]);
  });

  it('writes all or nothing where it is asked to', async () => {
    const [a, b] = [await create(), await create()];
    const request: BulkRequest = {
      operation: 'status',
      values: { status: 'draft' },
      atomic: true,
      items: [{ id: a.id }, { id: b.id, version: 7 }],
    };
    const before = await countRows();
    const refused = await bulk(request);
    expect(refused.body).toMatchObject({
      committed: false,
      counts: { total: 2, succeeded: 0, unchanged: 0, failed: 1 },
      results: [{ index: 1, status: 412 }],
    });
    expect(await countRows()).toBe(before);
    const all = await bulk({ ...request, items: [{ id: a.id }, { id: b.id, version: 1 }] });
    expect(all.body).toMatchObject({ committed: true, counts: { succeeded: 2 } });
    const relate = await bulk({
      operation: 'relate',
      atomic: true,
      items: [
        { id: a.id, values: { target_id: b.id, relation_type: 'suggests' } },
        { id: a.id, values: { target_id: 999_999, relation_type: 'suggests' } },
      ],
    });
    expect(relate.body.committed).toBe(false);
    expect((await user.get(`/entities/${a.id}/relations`)).body).toEqual([]);
  });

  it('finds the record that the database refuses, and writes the others', async () => {
    const large = await create({ metadata: { text: 'x'.repeat(60_000) } });
    const small = await create();
    const { body } = await bulk({
      operation: 'update',
      items: [{ id: large.id }, { id: small.id }],
      values: { metadata: { more: 'y'.repeat(10_000) } },
    });
    expect(body.results.map(({ status }) => status)).toEqual([400, 200]);
    expect(body.results[0]?.problem?.errors?.[0]?.pointer).toBe('/metadata');
    expect((await get(large.id)).version).toBe(1);
    expect((await get(small.id)).version).toBe(2);
  });

  it('says in a dry run what would happen, and changes nothing', async () => {
    const { id } = await create();
    const before = await countRows();
    const update = await bulk({
      operation: 'status',
      dry_run: true,
      values: { status: 'draft' },
      items: [{ id }, { id: 999_999 }],
    });
    expect(update.body).toMatchObject({
      dry_run: true,
      committed: false,
      counts: { total: 2, succeeded: 1, failed: 1 },
      results: [{ outcome: 'updated' }, { status: 404 }],
    });
    const made = await bulk({
      operation: 'create',
      dry_run: true,
      items: [{ values: { name: 'Never' } }],
    });
    expect(made.body.results[0]).toMatchObject({ outcome: 'created', id: null });
    expect(await countRows()).toBe(before);
    expect((await get(id)).version).toBe(1);
  });

  describe('over a filter', () => {
    const filter = { 'metadata.team': 'select', status: 'active' };
    let ids: number[];

    beforeAll(async () => {
      const rows = await test.database.sql<{ id: number }>(
        `insert into entities (name, metadata, owner_id) select 'Selected ' || n, '{"team": "select"}', 1 from generate_series(1, 1500) n returning id`,
      );
      ids = rows.map(({ id }) => Number(id));
    });

    it('counts first, and writes only where the number is as it was', async () => {
      const request: BulkRequest = { operation: 'status', filter, values: { status: 'draft' } };
      expect((await bulk(request)).status).toBe(400);
      const counted = await bulk({ ...request, dry_run: true });
      expect(counted.body).toMatchObject({ counts: { total: 1500, succeeded: 1500 }, results: [] });
      const changed = await bulk({ ...request, expected_count: 1499 });
      const problem = changed.body as unknown as Problem;
      expect([changed.status, problem.code]).toEqual([409, 'SELECTION_CHANGED']);
      expect(problem.detail).toContain('1500');
      await user.patch(`/entities/${ids[0]}/status`, { status: 'archived' });
      const done = await bulk({ ...request, expected_count: 1499 }, { 'idempotency-key': 'bulk-1' });
      expect(done.body).toMatchObject({ committed: true, counts: { total: 1499, succeeded: 1499 } });
      const again = await bulk({ ...request, expected_count: 1499 }, { 'idempotency-key': 'bulk-1' });
      expect(again.headers.get('idempotent-replayed')).toBe('true');
      expect(again.body).toEqual(done.body);
      const [row] = await test.database.sql<{ drafts: number; audited: number }>(
        `select count(*)::int as drafts, (select count(*)::int from audit_logs where entity_id = any($1) and action = 'entity.update') as audited
         from entities where id = any($1) and status = 'draft'`,
        [ids],
      );
      expect(row).toEqual({ drafts: 1499, audited: 1499 });
    });

    it('restores from the trash what it finds there', async () => {
      const [first = 0, second = 0] = ids;
      await bulk({ operation: 'delete', items: [{ id: first }, { id: second }] });
      const found = await bulk({
        operation: 'restore',
        filter: { 'metadata.team': 'select' },
        expected_count: 2,
      });
      expect(found.body.counts).toMatchObject({ total: 2, succeeded: 2 });
    });

    it('has an end', async () => {
      await test.database.sql(
        `insert into entities (name, type, owner_id) select 'Many ' || n, 'too-many', 1 from generate_series(1, 10001) n`,
      );
      const { status, body } = await bulk({
        operation: 'delete',
        filter: { type: 'too-many' },
        dry_run: true,
      });
      expect([status, (body as unknown as Problem).code]).toEqual([422, 'SELECTION_TOO_LARGE']);
    });
  });

  it.each<[string, object, string]>([
    ['neither items nor a filter', { operation: 'delete' }, '/items'],
    ['both', { operation: 'delete', items: [{ id: 1 }], filter: {} }, '/items'],
    ['an unknown operation', { operation: 'purge', items: [{ id: 1 }] }, '/operation'],
    ['no items', { operation: 'delete', items: [] }, '/items'],
    ['an unknown field', { operation: 'delete', items: [{ id: 1, force: true }] }, '/items/0/force'],
    ['a filter for new records', { operation: 'create', filter: {}, expected_count: 0 }, '/filter'],
    ['a page of a filter', { operation: 'delete', filter: { limit: '5' }, dry_run: true }, '/filter/limit'],
    ['an unknown filter', { operation: 'delete', filter: { colour: 'red' }, dry_run: true }, 'query/colour'],
    [
      'values that are none',
      { operation: 'status', filter: {}, values: { status: 'gone' }, dry_run: true },
      '/values/status',
    ],
  ])('refuses %s', async (_, request, pointer) => {
    const { status, body } = await user.post<Problem>('/entities/bulk', request);
    expect([status, body.errors?.[0]?.pointer]).toEqual([400, pointer]);
  });

  it('asks for the right of the deed', async () => {
    expect((await guest.post('/entities/bulk', { operation: 'delete', items: [{ id: 1 }] })).status).toBe(
      403,
    );
  });
});
