import {
  type BulkResult,
  type Entity,
  type EntityType,
  type EntityTypeCheck,
  type Problem,
} from '@bureau/contracts';
import { Database } from '@bureau/platform';
import { type HttpClient, testApp, type TestApp } from '@bureau/testing';
import { EntitiesHttpModule } from '../entities-http.module';

const SCHEMA = {
  type: 'object',
  required: ['rack'],
  properties: { rack: { type: 'integer', minimum: 1 }, code: { type: 'string', pattern: '^[A-Z]+$' } },
};

describe('types of records', () => {
  let test: TestApp;
  let admin: HttpClient;
  let user: HttpClient;
  let type: EntityType;

  beforeAll(async () => {
    test = await testApp([EntitiesHttpModule]);
    admin = (await test.signIn('admin')).http;
    user = (await test.signIn('user')).http;
  });
  afterAll(() => test.close());

  const create = (values: object) => user.post<Entity>('/entities', { name: 'One', ...values });
  const problemOf = ({ status, body }: { status: number; body: unknown }) => {
    const { code, errors } = body as Problem;
    return [status, code, errors?.map(({ pointer }) => pointer)];
  };

  it('are any text, as long as nobody has declared one', async () => {
    const { status, body } = await create({ type: 'legacy', metadata: { anything: 1 } });
    expect(status).toBe(201);
    expect((await user.patch(`/entities/${body.id}`, { metadata: { more: 2 } })).status).toBe(200);
  });

  it('are made by admins, under a schema that can be used', async () => {
    expect((await user.post('/entity-types', { name: 'server' })).status).toBe(403);
    const made = await admin.post<EntityType>('/entity-types', { name: 'server', schema: SCHEMA });
    expect([made.status, made.headers.get('location')]).toEqual([
      201,
      `/api/v1/entity-types/${made.body.id}`,
    ]);
    expect(made.body).toMatchObject({ name: 'server', title: 'server', schema: SCHEMA, version: 1 });
    type = made.body;
    expect((await user.get('/entity-types/server')).body).toEqual(type);
    expect(problemOf(await admin.post('/entity-types', { name: 'server' }))).toEqual([
      409,
      'TYPE_NAME_TAKEN',
      undefined,
    ]);
    expect(
      problemOf(
        await admin.post('/entity-types', { name: 'x', schema: { properties: { a: { type: 'numeral' } } } }),
      ),
    ).toEqual([400, 'SCHEMA_INVALID', expect.arrayContaining(['/schema/properties/a/type'])]);
    for (const wrong of [{ name: '42' }, { name: ' x' }, { name: 'x', schema: [] }, { name: 'x', colour: 1 }])
      expect((await admin.post('/entity-types', wrong)).status).toBe(400);
  });

  it('are the only ones then, but records keep what they had', async () => {
    expect(problemOf(await create({ type: 'servr' }))).toEqual([422, 'UNKNOWN_ENTITY_TYPE', ['/type']]);
    const [legacy] = (await user.get<Entity[]>('/entities?type=legacy')).body;
    const path = `/entities/${legacy?.id}`;
    expect((await user.put(path, { name: 'Renamed', type: 'legacy', metadata: {} })).status).toBe(200);
    expect((await user.patch(path, { metadata: { free: true } })).status).toBe(200);
    expect(problemOf(await user.patch(path, { type: 'other' }))).toEqual([
      422,
      'UNKNOWN_ENTITY_TYPE',
      ['/type'],
    ]);
  });

  it('say what the metadata of their records must be, however it is written', async () => {
    const wrong = [422, 'METADATA_INVALID', ['/metadata/rack']];
    expect(problemOf(await create({ type: 'server' }))).toEqual(wrong);
    expect(problemOf(await create({ type: 'server', metadata: { rack: 0, code: 'x' } }))).toEqual([
      422,
      'METADATA_INVALID',
      ['/metadata/code', '/metadata/rack'],
    ]);
    const { body: server } = await create({ type: 'server', metadata: { rack: 4 } });
    const path = `/entities/${server.id}`;
    expect(problemOf(await user.put(path, { metadata: {} }))).toEqual(wrong);
    expect(problemOf(await user.put(path, { type: 'server', metadata: {} }))).toEqual(wrong);
    expect(problemOf(await user.patch(path, { metadata: { rack: null } }))).toEqual(wrong);
    expect((await user.patch<Entity>(path, { metadata: { code: 'AB' } })).body).toMatchObject({
      metadata: { rack: 4, code: 'AB' },
      version: 2,
    });
    expect((await user.put<Entity>(path, { type: 'server', metadata: { rack: 5 } })).body.version).toBe(3);
    expect((await user.patch(`${path}/status`, { status: 'draft' })).status).toBe(200);
    const { body: untyped } = await create({ metadata: { rack: 'none' } });
    expect(problemOf(await user.patch(`/entities/${untyped.id}`, { type: 'server' }))).toEqual(wrong);
    expect((await user.get<Entity>(`/entities/${untyped.id}`)).body).toMatchObject({
      type: null,
      version: 1,
    });
    expect((await user.patch(path, { type: null, metadata: { rack: 'any' } })).status).toBe(200);
  });

  it('tell of versions and visibility before they tell of metadata', async () => {
    expect((await user.patch('/entities/999999', { metadata: {} })).status).toBe(404);
    const { body } = await create({ type: 'server', metadata: { rack: 1 } });
    expect(
      (await user.patch(`/entities/${body.id}`, { metadata: { rack: null } }, { 'if-match': '"9"' })).status,
    ).toBe(412);
  });

  it('hold in bulk, item by item', async () => {
    const { body: one } = await create({ type: 'server', metadata: { rack: 1 } });
    const { body: free } = await create({});
    const made = await user.post<BulkResult>('/entities/bulk', {
      operation: 'create',
      values: { type: 'server' },
      items: [
        { values: { name: 'A', metadata: { rack: 1 } } },
        { values: { name: 'B' } },
        { values: { name: 'C', type: 'servr' } },
      ],
    });
    expect(made.body.results.map(({ status, id }) => [status, id !== null])).toEqual([
      [201, true],
      [422, false],
      [422, false],
    ]);
    const changed = await user.post<BulkResult>('/entities/bulk', {
      operation: 'update',
      values: { metadata: { rack: null, seen: true } },
      items: [{ id: one.id }, { id: free.id }],
    });
    expect(
      changed.body.results.map(({ status, problem }) => [status, problem?.errors?.[0]?.pointer]),
    ).toEqual([
      [422, '/metadata/rack'],
      [200, undefined],
    ]);
    expect((await user.get<Entity>(`/entities/${one.id}`)).body.version).toBe(1);
  });

  it('can be changed under records, and say which of them do not conform', async () => {
    const stricter = { ...SCHEMA, required: ['rack', 'code'] };
    const draft = await admin.post<EntityTypeCheck>('/entity-types/server/check', { schema: stricter });
    expect(draft.body).toMatchObject({ complete: true, conforming: 0 });
    expect(draft.body.failing).toBe(draft.body.checked);
    expect(draft.body.offenders[0]?.errors[0]?.pointer).toBe('/metadata/code');
    expect((await admin.post<EntityTypeCheck>('/entity-types/server/check', {})).body.failing).toBe(0);
    expect(
      (await admin.put('/entity-types/server', { schema: stricter }, { 'if-match': '"9"' })).status,
    ).toBe(412);
    const changed = await admin.put<EntityType>(
      '/entity-types/server',
      { schema: stricter },
      { 'if-match': '"1"' },
    );
    expect(changed.body.version).toBe(2);
    expect(
      (await admin.post<EntityTypeCheck>('/entity-types/server/check', {})).body.failing,
    ).toBeGreaterThan(0);
  });

  it('hold at once in every process, whichever changed them', async () => {
    // As another process would: past this one's memory of the type.
    await test.database.sql(
      `update entity_types set schema = '{"required": ["tag"]}', version = version + 1`,
    );
    expect(problemOf(await create({ type: 'server', metadata: { rack: 1, code: 'A' } }))).toEqual([
      422,
      'METADATA_INVALID',
      ['/metadata/tag'],
    ]);
    const { status, body } = await create({ type: 'server', metadata: { tag: 1 } });
    expect(status).toBe(201);
    await test.database.sql(
      `update entity_types set schema = '{"required": ["other"]}', version = version + 1`,
    );
    const whole = { type: 'server', metadata: { tag: 2 } };
    expect(problemOf(await user.put(`/entities/${body.id}`, whole))).toEqual([
      422,
      'METADATA_INVALID',
      ['/metadata/other'],
    ]);
    await test.database.sql(`insert into entity_types (name, title) values ('late', 'Late')`);
    expect((await create({ type: 'late' })).status).toBe(201);
  });

  it('cost a whole write no statement more', async () => {
    await create({ type: 'late' });
    const query = jest.spyOn(test.app.get(Database), 'query');
    const { body } = await create({ type: 'late', metadata: { a: 1 } });
    await user.put(`/entities/${body.id}`, { type: 'late', metadata: { a: 2 } });
    await user.patch(`/entities/${body.id}`, { name: 'Other' });
    const asked = query.mock.calls.filter(([{ name }]) => name !== 'caller_by_session');
    query.mockRestore();
    expect(asked).toHaveLength(3);
  });

  it('cannot go while records have them', async () => {
    const used = await admin.delete<Problem>('/entity-types/late');
    expect([used.status, used.body.code]).toEqual([409, 'TYPE_IN_USE']);
    await admin.post('/entity-types', { name: 'unused' });
    expect((await admin.delete('/entity-types/unused')).status).toBe(204);
    expect((await admin.get('/entity-types/unused')).status).toBe(404);
  });
});
