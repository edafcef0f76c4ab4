import { testDatabase, type TestDatabase } from '@bureau/testing';
import * as fc from 'fast-check';
import pg from 'pg';
import { readTexts } from '../database/database';
import { type ListSource } from '../database/statement';
import { installTypeParsers } from '../database/type-parsers';
import { encodeCursor } from './cursor';
import { ListReader } from './list-reader';
import { type RawQuery } from './list-query';
import { type Page } from './page';
import { parseListQuery } from './parse-list-query';
import { filter, sort, thing, type ModelFilter } from './testing/thing-filters';
import { sortedIds, THING_LIST, THINGS_TABLE, type Thing } from './testing/thing-model';

describe('lists on PostgreSQL', () => {
  let test: TestDatabase;
  let list: ListReader<Thing>;
  let things: Thing[];
  let pool: pg.Pool;
  const asked: string[] = [];

  beforeAll(async () => {
    installTypeParsers();
    test = await testDatabase(false);
    pool = new pg.Pool({ connectionString: test.url, options: '-c timezone=UTC' });
    await test.sql(THINGS_TABLE);
    const rows = fc.sample(thing, { numRuns: 150, seed: 7 });
    things = await test.sql<Thing>(
      `insert into things (label, kind, score, at, meta)
       select label, kind, score, at, meta from jsonb_to_recordset($1::jsonb) as r(label text, kind text, score int, at timestamptz, meta jsonb)
       returning id, label, kind, score, at, meta`,
      [JSON.stringify(rows)],
    );
    const executor: ListSource = {
      query: <Row extends object>({ text, values = [] }: { text: string; values?: readonly unknown[] }) => {
        asked.push(text);
        return test.sql<Row>(text, [...values]);
      },
      texts: (statement) => {
        asked.push(statement.text);
        return readTexts(pool, statement);
      },
      wroteEvents: () => undefined,
    };
    list = new ListReader<Thing>(executor, THING_LIST);
  });
  afterAll(async () => {
    await pool.end();
    await test.drop();
  });

  const page = (raw: RawQuery) => list.page(parseListQuery(THING_LIST, raw));

  async function walk(raw: RawQuery): Promise<number[]> {
    const ids: number[] = [];
    for (let cursor: string | null = null, pages = 0; pages === 0 || cursor; pages++) {
      const { rows, next } = await page(cursor ? { ...raw, cursor } : raw);
      ids.push(...rows.map((row) => row.id));
      cursor = next;
      if (pages > 200) throw new Error('The pages never end');
    }
    return ids;
  }

  /** From the end to the beginning, by the links to the page before. */
  async function walkBack(raw: RawQuery): Promise<number[]> {
    const ids: number[] = [];
    const { sort: keys } = parseListQuery(THING_LIST, raw);
    let cursor: string | null = encodeCursor(keys, 'end', 'before');
    for (let pages = 0; cursor; pages++) {
      const { rows, prev }: Page<Thing> = await page({ ...raw, cursor });
      ids.unshift(...rows.map((row) => row.id));
      cursor = prev;
      if (pages > 200) throw new Error('The pages never end');
    }
    return ids;
  }

  it('reads all that the filters mean, in the order asked for, a page at a time', async () => {
    for (const [raw, holds] of [
      [{ sort: '-score,label' }, () => true],
      [{ kind: 'book', sort: 'meta.a' }, (one: Thing) => one.kind === 'book'],
    ] as const) {
      const expected = sortedIds(things.filter(holds), raw.sort);
      const pages: number[][] = [];
      for await (const rows of list.all(parseListQuery(THING_LIST, raw), 7))
        pages.push(rows.map(({ id }) => id));
      expect(pages.flat()).toEqual(expected);
      expect(pages.map(({ length }) => length).slice(0, -1)).toEqual(pages.slice(1).map(() => 7));
    }
    const none = list.all(parseListQuery(THING_LIST, { id: '0' }), 7);
    expect((await none.next()).done).toBe(true);
  });

  it('shows exactly what the filters mean, in the order asked for, over any number of pages, both ways', async () => {
    const filters = fc.uniqueArray(filter, { selector: (one) => one.name, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(filters, sort, fc.constantFrom(1, 7, 40, 200), async (chosen, order, limit) => {
        const raw = Object.fromEntries(chosen.map(({ name, value }) => [name, value]));
        const expected = things.filter((one) => chosen.every((each: ModelFilter) => each.holds(one)));
        const ids = await walk({ ...raw, sort: order, limit: String(limit) });
        expect(ids).toEqual(sortedIds(expected, order));
        expect(await walkBack({ ...raw, sort: order, limit: String(limit) })).toEqual(ids);
      }),
      { numRuns: 150, seed: 11 },
    );
  });

  it('turns round anywhere: the page before the next one is this one', async () => {
    await fc.assert(
      fc.asyncProperty(sort, fc.integer({ min: 1, max: 60 }), fc.nat(3), async (order, limit, steps) => {
        const raw = { sort: order, limit: String(limit) };
        let here = await page(raw);
        for (let step = 0; step < steps && here.next; step++)
          here = await page({ ...raw, cursor: here.next });
        if (!here.next) return;
        const next = await page({ ...raw, cursor: here.next });
        expect((await page({ ...raw, cursor: next.prev ?? '' })).rows).toEqual(here.rows);
      }),
      { numRuns: 80, seed: 12 },
    );
  });

  it('neither repeats nor loses a row that stays, whatever is inserted or deleted between pages', async () => {
    const before = sortedIds(things, '-score');
    const first = await page({ sort: '-score', limit: '20' });
    const gone = before.slice(10, 30);
    await test.sql('delete from things where id = any($1)', [gone]);
    await test.sql(
      `insert into things (label, kind, score, at, meta) values ('new', 'tool', 3, now(), '{}'), ('new', 'tool', null, now(), '{}')`,
    );
    const rest = await walk({ sort: '-score', limit: '20', cursor: first.next ?? '' });
    expect([...first.rows.map((row) => row.id), ...rest].filter((id) => before.includes(id))).toEqual(
      before.filter((id) => !before.slice(20, 30).includes(id)),
    );
    await test.sql(`delete from things where label = 'new'`);
    things = things.filter((one) => !gone.includes(one.id));
  });

  it('keeps its place going back, whatever is inserted or deleted between pages', async () => {
    const before = sortedIds(things, 'score,-label');
    const raw = { sort: 'score,-label', limit: '15' };
    const second = await page({ ...raw, cursor: (await page(raw)).next ?? '' });
    // The very row that the cursor names goes, with some on both sides of it; others come on both sides.
    const gone = before.slice(10, 17);
    await test.sql('delete from things where id = any($1)', [gone]);
    await test.sql(
      `insert into things (label, kind, score, at, meta) values ('new', 'tool', -3, now(), '{}'), ('new', 'tool', null, now(), '{}')`,
    );
    const first = await page({ ...raw, cursor: second.prev ?? '' });
    const stayed = first.rows.map(({ id }) => id).filter((id) => before.includes(id));
    expect(stayed).toEqual(
      before
        .slice(0, 15)
        .filter((id) => !gone.includes(id))
        .slice(-stayed.length),
    );
    expect(first.rows).toHaveLength(Math.min(15, 11));
    await test.sql(`delete from things where label = 'new'`);
    things = things.filter((one) => !gone.includes(one.id));
  });

  it('knows its ends', async () => {
    const all = await page({ limit: '200' });
    expect([all.next, all.prev, all.last]).toEqual([null, null, null]);
    const first = await page({ limit: '10' });
    expect([first.prev, first.next === null, first.last === null]).toEqual([null, false, false]);
    const end = await page({ limit: '10', cursor: first.last ?? '' });
    expect(end.rows.map(({ id }) => id)).toEqual(sortedIds(things, '-id').slice(-10));
    expect([end.next, end.last, end.prev === null]).toEqual([null, null, false]);
    const beyond = encodeCursor(parseListQuery(THING_LIST, {}).sort, ['0']);
    const empty = await page({ limit: '10', cursor: beyond });
    expect(empty.rows).toEqual([]);
    expect((await page({ limit: '10', cursor: empty.prev ?? '' })).rows).toEqual(end.rows);
  });

  it('reads the fields that were asked for and no others', async () => {
    asked.length = 0;
    const { rows } = await page({ fields: 'label', sort: '-score', limit: '3' });
    expect(rows.map((row) => Object.keys(row))).toEqual([
      ['id', 'label'],
      ['id', 'label'],
      ['id', 'label'],
    ]);
    expect(asked[0]).not.toMatch(/e\.meta/);
  });

  it('orders what a search finds by how well it matches, over any number of pages, both ways', async () => {
    const added = await test.sql<{ id: number }>(
      `insert into things (label, kind, at, meta) values ('relay of many more words than one', 'tool', now(), '{}'),
        ('relay', 'tool', now(), '{}'), ('relay relay relay', 'tool', now(), '{}'), ('relays', 'tool', now(), '{}') returning id`,
    );
    const [long, exact, thrice, plural] = added.map(({ id }) => id);
    const raw = { q: 'relay', sort: '-relevance', limit: '1' };
    const ids = await walk(raw);
    expect([...ids].sort()).toEqual([long, exact, thrice, plural].sort());
    expect(ids.slice(2)).toEqual([plural, long]);
    expect(await walkBack(raw)).toEqual(ids);
    expect(await walk({ ...raw, sort: 'relevance,id' })).not.toEqual(ids);
    await test.sql('delete from things where id = any($1)', [added.map(({ id }) => id)]);
  });

  it('counts where it is asked to, and up to a cap', async () => {
    expect((await page({ limit: '1' })).total).toBeNull();
    expect((await page({ limit: '1', count: 'exact' })).total).toEqual({
      value: things.length,
      capped: false,
    });
    expect((await page({ limit: '1', count: 'capped' })).total).toEqual({
      value: things.length,
      capped: false,
    });
    await test.sql(
      `insert into things (label, kind, at, meta) select 'many', 'seed', now(), '{}' from generate_series(1, 10001)`,
    );
    expect((await page({ label: 'many', count: 'capped' })).total).toEqual({ value: 10_000, capped: true });
    expect((await page({ label: 'many', count: 'exact' })).total).toEqual({ value: 10_001, capped: false });
    await test.sql(`delete from things where label = 'many'`);
  });

  it('reads a page in one statement without OFFSET or count', async () => {
    asked.length = 0;
    const { next } = await page({ sort: 'score,-at', limit: '5' });
    await page({ sort: 'score,-at', limit: '5', cursor: next ?? '' });
    expect(asked).toHaveLength(2);
    for (const text of asked) expect(text).not.toMatch(/offset|count\(/i);
  });

  it('survives every text that a caller may send', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 30 }), async (text) => {
        for (const name of [
          'label',
          'label[like]',
          'q',
          'meta.a',
          'meta.a[like]',
          'meta.a[in]',
          'meta.a[gte]',
        ]) {
          await page({ [name]: text, limit: '1' }).catch((error: { status?: number }) =>
            expect(error.status).toBe(400),
          );
        }
      }),
      { numRuns: 150, seed: 3 },
    );
  });
});
