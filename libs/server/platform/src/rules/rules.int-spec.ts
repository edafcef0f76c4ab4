import { type JsonObject, RULE_CATALOGUES, checkRules } from '@bureau/contracts';
import { testDatabase, type TestDatabase } from '@bureau/testing';
import * as fc from 'fast-check';
import { installTypeParsers } from '../database/type-parsers';
import { withoutKeys } from './hidden-values';
import { meets } from './row-predicate';
import { treeSql } from './row-rule-sql';
import { hiddenPath, record, type RandomRecord, tree } from './testing/random-rules';

const CALLER = 2;
const RUNS = 300;
type Row = RandomRecord & { id: number };

describe('rules on PostgreSQL', () => {
  let test: TestDatabase;
  let rows: Row[];

  beforeAll(async () => {
    installTypeParsers();
    test = await testDatabase();
    await test.sql(
      `insert into users (email, full_name, role) select 'p' || n || '@example.org', 'P', 'user' from generate_series(1, 3) n`,
    );
    await test.sql(
      `insert into entities (name, description, status, type, owner_id, metadata, created_at, updated_at)
       select name, description, status, type, owner_id, metadata, '2026-03-01T10:00:00.120Z'::timestamptz + (n % 4) * interval '12 hours', now()
       from rows from (jsonb_to_recordset($1::jsonb) as (name text, description text, status text, type text, owner_id int, metadata jsonb)) with ordinality as r(name, description, status, type, owner_id, metadata, n)`,
      [JSON.stringify(fc.sample(record, { numRuns: 120, seed: 11 }))],
    );
    rows = await test.sql<Row>('select * from entities order by id');
  });
  afterAll(() => test.drop());

  it('mean the same as SQL and as a predicate', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (where) => {
        expect(checkRules([{ resource: 'entity', action: 'read', where }])).toEqual([]);
        const { text, values } = treeSql(where, RULE_CATALOGUES.entity, 'e', CALLER);
        const found = await test.sql<{ id: number }>(
          `select e.id from entities e where ${text} order by e.id`,
          [...values],
        );
        const expected = rows.filter((row) => meets(where, RULE_CATALOGUES.entity, row, CALLER));
        expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      }),
      { numRuns: RUNS },
    );
  });

  it('take hidden values out of JSON alike, inside lists as well', async () => {
    const texts = rows.map(({ metadata }) => metadata);
    const inLists = texts.map((metadata): JsonObject => ({ a: [metadata, [metadata], 1], b: metadata }));
    await fc.assert(
      fc.asyncProperty(hiddenPath, fc.constantFrom(...texts, ...inLists), async (keys, value) => {
        const [row] = await test.sql<{ left: JsonObject }>(
          'select bureau_without($1::jsonb, $2::text[]) as left',
          [JSON.stringify(value), keys],
        );
        expect(row?.left).toEqual(withoutKeys(value, keys));
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    [{ a: { b: 1, x: 2 } }, { c: 3 }, { a: { b: 1 }, c: 3 }],
    [{ a: { b: null } }, {}, { a: { b: null } }],
    [{ a: { b: { deep: null } } }, { a: { y: 1 } }, { a: { y: 1, b: { deep: null } } }],
    [{ a: [{ b: 1 }] }, { c: 1 }, { a: [{ b: 1 }], c: 1 }],
    [{ a: 5 }, { c: 1 }, { c: 1 }],
    [{}, { c: 1 }, { c: 1 }],
  ])('keep what lies under a.b of %j where %j takes its place', async (old, replacement, kept) => {
    const [row] = await test.sql<{ kept: JsonObject }>(
      'select bureau_keep_paths($1::jsonb, $2::jsonb, $3::jsonb) as kept',
      [JSON.stringify(old), JSON.stringify(replacement), JSON.stringify([['a', 'b']])],
    );
    expect(row?.kept).toEqual(kept);
  });
});
