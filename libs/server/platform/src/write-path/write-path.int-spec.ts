import { testDatabase, type TestDatabase } from '@bureau/testing';
import { DataSource } from 'typeorm';
import { loadConfig } from '../config';
import { type Caller } from '../context/caller';
import { emptyContext, runInContext } from '../context/request-context';
import { Database } from '../database/database';
import { dataSourceOptions } from '../database/data-source-options';
import { installTypeParsers } from '../database/type-parsers';
import { OutboxSignal } from '../outbox/outbox-signal';
import { itemsOf } from './batch';
import { unwrap } from './outcome';
import { type ResourceDefinition } from './resource';
import { WritePath } from './write-path';

interface Note {
  id: number;
  name: string;
  description: string | null;
  status: string;
  metadata: Record<string, unknown>;
  owner_id: number | null;
  version: number;
  created_at: string;
  updated_at: string;
}

const NOTES: ResourceDefinition<Note> = {
  type: 'entity',
  table: 'entities',
  columns: {
    name: { type: 'text' },
    description: { type: 'text' },
    status: { type: 'text', default: `'active'` },
    metadata: { type: 'jsonb', default: `'{}'` },
    owner_id: { type: 'int' },
  },
  returning: [
    'id',
    'name',
    'description',
    'status',
    'metadata',
    'owner_id',
    'version',
    'created_at',
    'updated_at',
  ],
  event: ['status'],
  trash: true,
};

describe('the write path', () => {
  let test: TestDatabase;
  let source: DataSource;
  let database: Database;
  let notes: WritePath<Note>;
  let caller: Caller;

  beforeAll(async () => {
    installTypeParsers();
    test = await testDatabase();
    const [user] = await test.sql<{ id: number }>(
      `insert into users (email, full_name, role) values ('ana@example.org', 'Ana', 'admin') returning id`,
    );
    caller = {
      user_id: user?.id ?? 0,
      role: 'admin',
      permissions: new Set(),
      rules: null,
      session_id: null,
      actor: { type: 'user', id: '1', name: 'Ana' },
    };
    source = await new DataSource(
      dataSourceOptions({ databaseUrl: test.url, poolSize: 24, tables: [] }),
    ).initialize();
    const config = loadConfig({
      DATABASE_URL: test.url,
      REDIS_URL: 'redis://127.0.0.1:1',
      JWT_SECRET: 'x'.repeat(64),
    });
    database = new Database(source, new OutboxSignal(config));
    notes = new WritePath(database, NOTES);
  });

  afterAll(async () => {
    await database?.onApplicationShutdown();
    await source?.destroy();
    await test?.drop();
  });

  const as = <T>(work: () => Promise<T>, key?: string, hash = 'a'): Promise<T> =>
    runInContext(
      {
        ...emptyContext('request-1'),
        caller,
        ip: '10.0.0.7',
        idempotency: key ? { key, request_hash: Buffer.from(hash) } : null,
      },
      work,
    );
  const create = (values: Partial<Note> = {}) =>
    as(async () => (await notes.create({ name: 'nginx', ...values })).row);
  const auditOf = (id: number) =>
    test.sql<Record<string, unknown>>(`select * from audit_logs where entity_id = $1 order by id`, [id]);
  const eventsOf = (id: number) =>
    test.sql<{ payload: Record<string, unknown> }>(
      `select payload from outbox where (payload ->> 'id')::int = $1 order by id`,
      [id],
    );

  it('creates a row with defaults, its audit row and its event', async () => {
    const row = await create({ metadata: { prio: 1, note: null } });
    expect(row).toMatchObject({
      name: 'nginx',
      status: 'active',
      description: null,
      version: 1,
      metadata: { prio: 1, note: null },
    });
    expect(row.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(await auditOf(row.id)).toEqual([
      expect.objectContaining({
        action: 'entity.create',
        user_id: caller.user_id,
        request_id: 'request-1',
        ip: '10.0.0.7',
        entity_version: 1,
        outcome: 'success',
        new_values: { name: 'nginx', status: 'active', metadata: { prio: 1, note: null } },
      }),
    ]);
    expect(await eventsOf(row.id)).toEqual([
      { payload: { id: row.id, change: 'created', version: 1, by: caller.user_id, status: 'active' } },
    ]);
  });

  it('audits exactly the fields that changed', async () => {
    const row = await create();
    const result = await as(() =>
      notes.update(row.id, { name: 'nginx', status: 'archived' }, { ifMatch: 1 }),
    );
    expect(result).toMatchObject({ outcome: 'updated', row: { status: 'archived', version: 2 } });
    const [, audit] = await auditOf(row.id);
    expect(audit).toMatchObject({
      action: 'entity.update',
      old_values: { status: 'active' },
      new_values: { status: 'archived' },
      entity_version: 2,
    });
  });

  it('leaves an unchanged record alone: same version, no audit row, no event', async () => {
    const row = await create();
    expect(await as(() => notes.update(row.id, { status: 'active' }))).toMatchObject({
      outcome: 'unchanged',
      row: { version: 1 },
    });
    expect(await auditOf(row.id)).toHaveLength(1);
    expect(await eventsOf(row.id)).toHaveLength(1);
  });

  it('tells absent, forbidden, stale and conflicting writes apart, and audits the refused one', async () => {
    const { id } = await create();
    const update = (options: object) => as(() => notes.update(id, { status: 'draft' }, options));
    expect(await as(() => notes.update(2_000_000_000, { status: 'draft' }))).toEqual({ outcome: 'absent' });
    expect(await update({ visible: { text: 'e.owner_id = $1', values: [99] } })).toEqual({
      outcome: 'absent',
    });
    expect(await update({ ifMatch: 7 })).toEqual({ outcome: 'stale', version: 1 });
    expect(await update({ guard: { text: 'e.status = $1', values: ['draft'] } })).toMatchObject({
      outcome: 'conflict',
    });
    expect(await update({ writable: { text: 'e.owner_id = $1', values: [99] } })).toEqual({
      outcome: 'forbidden',
    });
    const audit = await auditOf(id);
    expect(audit.map((row) => row['outcome'])).toEqual(['success', 'refused']);
    expect(() => unwrap({ outcome: 'stale', version: 3 }, 'record')).toThrow(/was changed since/);
  });

  it('lets one of twenty writers with the same version win, with right old values', async () => {
    const { id } = await create();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        as(() => notes.update(id, { description: `writer ${i}` }, { ifMatch: 1 })),
      ),
    );
    expect(results.filter(({ outcome }) => outcome === 'updated')).toHaveLength(1);
    expect(results.filter(({ outcome }) => outcome === 'stale')).toHaveLength(19);
    expect(await auditOf(id)).toHaveLength(2);
  });

  it('chains old and new values of writers that wait for each other', async () => {
    const { id } = await create({ description: 'start' });
    await Promise.all(
      Array.from({ length: 30 }, (_, i) => as(() => notes.update(id, { description: `writer ${i}` }))),
    );
    const rows = (await auditOf(id))
      .slice(1)
      .sort((a, b) => Number(a['entity_version']) - Number(b['entity_version']));
    expect(rows).toHaveLength(30);
    let before = 'start';
    for (const row of rows) {
      expect((row['old_values'] as { description: string }).description).toBe(before);
      before = (row['new_values'] as { description: string }).description;
    }
  });

  it('merges a patch of a jsonb column into the row as it is locked', async () => {
    const { id } = await create({ metadata: { a: 1, deep: { x: 1, y: 2 } } });
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        as(() =>
          notes.update(id, { metadata: { [`k${i}`]: i, deep: { x: null } } }, { merge: ['metadata'] }),
        ),
      ),
    );
    const [row] = await test.sql<{ metadata: object; version: number }>(
      'select metadata, version from entities where id = $1',
      [id],
    );
    expect(row?.metadata).toEqual({
      a: 1,
      deep: { y: 2 },
      ...Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`k${i}`, i])),
    });
    expect(row?.version).toBe(11);
  });

  it('moves to the trash, restores and purges', async () => {
    const { id } = await create();
    expect(await as(() => notes.trash(id, { ifMatch: 1 }))).toMatchObject({ outcome: 'updated', version: 1 });
    expect(await as(() => notes.trash(id))).toEqual({ outcome: 'absent' });
    expect(await as(() => notes.update(id, { status: 'draft' }))).toEqual({ outcome: 'absent' });
    expect(await as(() => notes.restore(id))).toMatchObject({ outcome: 'updated', row: { version: 3 } });
    expect(await as(() => notes.remove(id))).toMatchObject({ outcome: 'updated' });
    expect((await auditOf(id)).map((row) => row['action'])).toEqual([
      'entity.create',
      'entity.delete',
      'entity.restore',
      'entity.purge',
    ]);
    expect((await eventsOf(id)).map(({ payload }) => payload['change'])).toEqual([
      'created',
      'deleted',
      'restored',
      'deleted',
    ]);
  });

  it('replays the first answer of an idempotency key, also to a racing request', async () => {
    const one = (hash?: string) => as(() => notes.create({ name: 'once' }), 'key-1', hash);
    const results = await Promise.all([one(), one(), one(), one()]);
    expect(results.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
    expect(new Set(results.map(({ row }) => JSON.stringify(row))).size).toBe(1);
    expect(await test.sql(`select from entities where name = 'once'`)).toHaveLength(1);
    await expect(one('b')).rejects.toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('never lets the product alter or delete an audit row, nor its owner', async () => {
    const { id } = await create();
    for (const text of [
      `update audit_logs set action = 'x' where entity_id = ${id}`,
      `delete from audit_logs where entity_id = ${id}`,
    ]) {
      await expect(database.query({ text })).rejects.toThrow(/permission denied/);
      await expect(test.sql(text)).rejects.toThrow(/append-only/);
    }
    await expect(test.sql('truncate audit_logs')).rejects.toThrow(/append-only/);
  });

  it('rolls change, audit row and event back together', async () => {
    const { id } = await create();
    await expect(
      as(() =>
        database.transaction(async (tx) => {
          await notes.update(id, { status: 'draft' }, { executor: tx });
          throw new Error('later');
        }),
      ),
    ).rejects.toThrow('later');
    expect(await auditOf(id)).toHaveLength(1);
    expect(await eventsOf(id)).toHaveLength(1);
  });

  describe('batch', () => {
    it('writes every kind of item in one statement', async () => {
      const [a, b, c] = [await create(), await create({ metadata: { keep: 1 } }), await create()];
      await as(() => notes.trash(c.id));
      const items = itemsOf([
        { operation: 'create', patch: { name: 'made', owner_id: caller.user_id } },
        { operation: 'delete', id: a.id, base_version: 1 },
        {
          operation: 'update',
          id: b.id,
          base_version: 1,
          patch: { status: 'archived' },
          merge: { metadata: { section: 'web' } },
        },
        { operation: 'restore', id: c.id, base_version: 2 },
      ]);
      const result = await as(() => notes.batch({ items }));
      expect(result).toMatchObject({ outcome: 'applied', items: 4, changed: 4, created: [{ n: 1 }] });
      const [row] = await test.sql(`select status, metadata, version from entities where id = $1`, [b.id]);
      expect(row).toEqual({ status: 'archived', metadata: { keep: 1, section: 'web' }, version: 2 });
      expect((await auditOf(b.id))[1]).toMatchObject({
        old_values: { status: 'active', metadata: { keep: 1 } },
        entity_version: 2,
      });
      expect((await auditOf(a.id))[1]).toMatchObject({ action: 'entity.delete' });
      expect((await auditOf(c.id))[2]).toMatchObject({
        action: 'entity.restore',
        new_values: { deleted_at: null },
      });
    });

    it('writes nothing where one item drifted, and names it', async () => {
      const [a, b] = [await create(), await create()];
      await as(() => notes.update(b.id, { status: 'draft' }));
      const items = itemsOf([
        { operation: 'update', id: a.id, base_version: 1, patch: { status: 'archived' } },
        { operation: 'update', id: b.id, base_version: 1, patch: { status: 'archived' } },
        { operation: 'update', id: 2_000_000_000, base_version: 1, patch: { status: 'archived' } },
      ]);
      expect(await as(() => notes.batch({ items }))).toEqual({
        outcome: 'refused',
        problems: [
          { n: 2, id: b.id, reason: 'stale', base_version: 1, version: 2 },
          { n: 3, id: 2_000_000_000, reason: 'absent', base_version: 1, version: null },
        ],
      });
      expect(await auditOf(a.id)).toHaveLength(1);
    });

    it('writes nothing where the gate is closed', async () => {
      const { id } = await create();
      const items = itemsOf([{ operation: 'delete', id, base_version: 1 }]);
      expect(
        await as(() => notes.batch({ gate: { text: 'select 1 where $1::int = 2', values: [1] }, items })),
      ).toEqual({ outcome: 'closed' });
      expect(await auditOf(id)).toHaveLength(1);
    });

    it('does not deadlock where batches overlap', async () => {
      const rows = await Promise.all(Array.from({ length: 20 }, () => create()));
      const batch = (order: Note[], status: string) =>
        as(() =>
          notes.batch({
            items: itemsOf(order.map(({ id }) => ({ operation: 'update' as const, id, patch: { status } }))),
          }),
        );
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          batch(i % 2 ? rows : [...rows].reverse(), i % 2 ? 'draft' : 'archived'),
        ),
      );
      expect(results.every(({ outcome }) => outcome === 'applied')).toBe(true);
    });
  });
});
