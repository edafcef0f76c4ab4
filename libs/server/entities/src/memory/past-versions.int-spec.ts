import { type Entity, type EntityHistoryEntry, type JsonObject } from '@bureau/contracts';
import { type HttpClient, testApp, type TestApp } from '@bureau/testing';
import fc from 'fast-check';
import { EntitiesHttpModule } from '../entities-http.module';

const KEYS = ['a', 'b', 'c'] as const;
const value = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.constantFrom('x', 'é "y"'),
  fc.constant([1, null]),
  fc.boolean(),
);
const metadata = fc.dictionary(
  fc.constantFrom(...KEYS),
  fc.oneof(value, fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 2 })),
  { maxKeys: 3 },
);
const name = fc.constantFrom('One', 'Two', 'Three');
const description = fc.constantFrom(null, '', 'Long');

type Step =
  | { do: 'put' | 'patch'; body: JsonObject }
  | { do: 'status'; status: string }
  | { do: 'trash' }
  | { do: 'bring back'; version: number };

const body = fc.record({ name, description, metadata }, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('put' as const, 'patch' as const), body }),
  fc.record({ do: fc.constant('status' as const), status: fc.constantFrom('active', 'draft') }),
  fc.constant({ do: 'trash' as const }),
  fc.record({ do: fc.constant('bring back' as const), version: fc.integer({ min: 1, max: 4 }) }),
);

describe('records as they were', () => {
  let test: TestApp;
  let user: HttpClient;
  let guest: HttpClient;
  let operator: HttpClient;
  let admin: HttpClient;

  beforeAll(async () => {
    test = await testApp([EntitiesHttpModule]);
    user = (await test.signIn('user')).http;
    guest = (await test.signIn('guest')).http;
    operator = (await test.signIn('operator')).http;
    admin = (await test.signIn('admin')).http;
  });
  afterAll(() => test.close());

  const create = async (values: JsonObject) => (await user.post<Entity>('/entities', values)).body;
  const asOf = (id: number, query: string, who = guest) => who.get<Entity>(`/entities/${id}?${query}`);
  const shown = ({ updated_at: _at, ...record }: Entity) => record;

  /** Does a step and says how the record stands then; null where it is in the trash. */
  async function take(id: number, taken: Step): Promise<void> {
    if (taken.do === 'put') await user.put(`/entities/${id}`, taken.body);
    else if (taken.do === 'patch')
      await user.patch(`/entities/${id}`, taken.body, { 'content-type': 'application/merge-patch+json' });
    else if (taken.do === 'status') await user.patch(`/entities/${id}/status`, { status: taken.status });
    else if (taken.do === 'bring back')
      await user.post(`/entities/${id}/versions/${taken.version}/restore`, {});
    else {
      await user.delete(`/entities/${id}`);
      await user.post(`/entities/${id}/restore`);
    }
  }

  it('are the same at every version as they were seen then, whatever was done to them', async () => {
    await fc.assert(
      fc.asyncProperty(body, fc.array(step, { minLength: 1, maxLength: 8 }), async (first, steps) => {
        const created = await create({ name: 'One', ...first });
        const seen = new Map<number, Entity>([[1, created]]);
        for (const taken of steps) {
          await take(created.id, taken);
          const { body: now } = await guest.get<Entity>(`/entities/${created.id}`);
          seen.set(now.version, now);
        }
        for (const [version, record] of seen) {
          const { body: then } = await asOf(created.id, `as_of_version=${version}`);
          expect(shown(then)).toEqual(shown(record));
          const { body: at } = await asOf(created.id, `as_of=${record.updated_at}`);
          expect(at.version).toBeGreaterThanOrEqual(version);
          expect(shown(at)).toMatchObject(shown(seen.get(at.version) ?? { ...record, version: at.version }));
        }
      }),
      { numRuns: 15 },
    );
  });

  it('stand from the moment at which every version before them does', async () => {
    const { id } = await create({ name: 'Late' });
    for (const next of ['B', 'C']) await user.put(`/entities/${id}`, { name: next });
    // The transaction of version 2 began after that of version 3, which committed behind it.
    await test.database
      .sql(`set session_replication_role = replica; update audit_logs set timestamp = ('2026-01-01T00:00:0' || entity_version || 'Z')::timestamptz where entity_type = 'entity' and entity_id = ${id};
      update audit_logs set timestamp = '2026-01-01T00:00:05Z' where entity_type = 'entity' and entity_id = ${id} and entity_version = 2;
      update entities set created_at = '2026-01-01T00:00:01Z' where id = ${id}; reset session_replication_role`);
    const versions = [];
    for (const second of [1, 3, 4, 5])
      versions.push((await asOf(id, `as_of=2026-01-01T00:00:0${second}Z`)).body.version);
    expect(versions).toEqual([1, 1, 1, 3]);
  });

  it('say when there was none, and what cannot be asked', async () => {
    const { id } = await create({ name: 'New' });
    const detail = async (query: string) => {
      const { status, body } = await asOf(id, query);
      return [status, (body as unknown as { detail: string }).detail];
    };
    expect(await detail('as_of=2001-01-01T00:00:00Z')).toEqual([
      404,
      expect.stringContaining('did not exist then'),
    ]);
    expect(await detail('as_of_version=2')).toEqual([
      404,
      'The record has no version 2 yet: it is at version 1.',
    ]);
    for (const query of [
      'as_of=yesterday',
      'as_of=2026-02-30T00:00:00Z',
      'as_of_version=0',
      'as_of_version=1&as_of=2026-01-01T00:00:00Z',
      'as_of_version=1&include=pending',
    ])
      expect((await asOf(id, query)).status).toBe(400);
    expect((await asOf(999_999, 'as_of_version=1')).status).toBe(404);
  });

  it('tell where the log does not reach back any more', async () => {
    const { id } = await create({ name: 'A' });
    for (const next of ['B', 'C']) await user.put(`/entities/${id}`, { name: next });
    await test.database.sql(
      `set session_replication_role = replica; delete from audit_logs where entity_type = 'entity' and entity_id = ${id} and entity_version = 2; reset session_replication_role`,
    );
    expect((await asOf(id, 'as_of_version=2')).body.name).toBe('B');
    const { status, body } = await asOf(id, 'as_of_version=1');
    expect([status, body]).toMatchObject([404, { detail: expect.stringContaining('does not reach back') }]);
  });

  it('are shown from the trash, and after a purge to those who may read the log', async () => {
    const { id } = await create({ name: 'Gone', metadata: { deep: { x: 1 } } });
    await user.put(`/entities/${id}`, { description: 'Last' });
    await user.delete(`/entities/${id}`);
    expect((await asOf(id, 'as_of_version=2')).body).toMatchObject({ name: 'Gone', description: 'Last' });
    expect((await asOf(id, 'as_of_version=3')).body.deleted_at).toEqual(expect.any(String));
    await admin.delete(`/entities/${id}?purge=true`);
    expect((await asOf(id, 'as_of_version=1')).status).toBe(404);
    expect((await asOf(id, 'as_of_version=1', operator)).body).toMatchObject({
      name: 'Gone',
      description: null,
      metadata: { deep: { x: 1 } },
    });
    const { body } = await asOf(id, `as_of=${new Date(Date.now() + 60_000).toISOString()}`, operator);
    expect(body).toMatchObject({ detail: expect.stringContaining('deleted for good') });
  });

  describe('brought back', () => {
    it('are an ordinary change that names the version and the reason', async () => {
      const { id } = await create({ name: 'A', metadata: { keep: 1, price: 2 } });
      await user.put(`/entities/${id}`, {
        name: 'B',
        description: 'new',
        metadata: { keep: 1, price: 9, more: true },
      });
      const { status, headers, body } = await user.post<Entity>(
        `/entities/${id}/versions/1/restore`,
        { reason: 'The price was right before.' },
        { 'if-match': '"2"' },
      );
      expect([status, headers.get('etag')]).toEqual([200, '"3"']);
      expect(body).toMatchObject({
        name: 'A',
        description: null,
        metadata: { keep: 1, price: 2 },
        version: 3,
      });
      const { body: history } = await guest.get<EntityHistoryEntry[]>(`/entities/${id}/history?limit=1`);
      expect(history).toMatchObject([
        {
          version: 3,
          action: 'entity.restore_version',
          restored_version: 1,
          reason: 'The price was right before.',
          changes: expect.arrayContaining([
            { field: 'metadata.price', from: 9, to: 2 },
            { field: 'metadata.more', from: true, to: null },
          ]),
        },
      ]);
    });

    it('change nothing where nothing differs, and refuse what is stale, unknown or not allowed', async () => {
      const { id } = await create({ name: 'Same' });
      const restore = (version: number, who = user, headers = {}) =>
        who.post<Entity>(`/entities/${id}/versions/${version}/restore`, {}, headers);
      expect((await restore(1)).body.version).toBe(1);
      await user.put(`/entities/${id}`, { name: 'Other' });
      expect((await restore(1, user, { 'if-match': '"1"' })).status).toBe(412);
      expect((await restore(7)).status).toBe(404);
      expect((await restore(1, guest)).status).toBe(403);
      expect((await user.post(`/entities/${id}/versions/1/restore`, { version: 1 })).status).toBe(400);
      await user.delete(`/entities/${id}`);
      expect((await restore(1)).status).toBe(404);
    });
  });
});
