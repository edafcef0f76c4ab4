import { testDatabase, type TestDatabase } from '@bureau/testing';
import * as fc from 'fast-check';
import pg from 'pg';
import { readTexts } from '../database/database';
import { installTypeParsers } from '../database/type-parsers';
import { type FilterOperator, operatorsOf } from './list-definition';
import { ListReader } from './list-reader';
import { parseListQuery } from './parse-list-query';
import { type RawQuery } from './list-query';
import { SAMPLE_LIST, SAMPLE_VALUES, SAMPLES_TABLE, type Sample, sampleOrder } from './testing/sample-model';

type Column = keyof typeof SAMPLE_VALUES;
const COLUMNS = Object.keys(SAMPLE_VALUES) as Column[];
const CASES = COLUMNS.flatMap((column) =>
  operatorsOf(SAMPLE_LIST.columns[column] ?? SAMPLE_LIST.columns.id).map(
    (operator): [Column, FilterOperator] => [column, operator],
  ),
);

/** What an operator means, said as simply as can be. */
function holds(
  operator: FilterOperator,
  stored: string | null,
  values: readonly string[],
  column: Column,
): boolean {
  const [value = ''] = values;
  if (operator === 'is_null') return (stored === null) === (value === 'true');
  if (stored === null) return operator === 'ne';
  const order = sampleOrder(column, stored, value);
  switch (operator) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
    case 'gt':
      return order > 0;
    case 'gte':
      return order >= 0;
    case 'in':
      return values.some((one) => sampleOrder(column, stored, one) === 0);
    case 'like':
      return stored.toLowerCase().includes(value.toLowerCase());
  }
}

describe('every operator on every type of column', () => {
  let test: TestDatabase;
  let pool: pg.Pool;
  let list: ListReader<{ id: number }>;
  let samples: Sample[];

  beforeAll(async () => {
    installTypeParsers();
    test = await testDatabase(false);
    await test.sql(SAMPLES_TABLE);
    const value = (column: Column) => fc.option(fc.constantFrom(...SAMPLE_VALUES[column]), { freq: 5 });
    const row = fc.record(Object.fromEntries(COLUMNS.map((column) => [column, value(column)])));
    const rows = fc.sample(row, { numRuns: 120, seed: 21 }) as Omit<Sample, 'id'>[];
    const names = COLUMNS.join(', ');
    const types = COLUMNS.map((column) => `${column} ${SAMPLE_LIST.columns[column]?.type ?? 'text'}`).join(
      ', ',
    );
    const inserted = await test.sql<{ id: number }>(
      `insert into samples (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as r(${types}) returning id`,
      [JSON.stringify(rows)],
    );
    samples = rows.map((one, n) => ({ ...one, id: inserted[n]?.id ?? 0 }));
    pool = new pg.Pool({ connectionString: test.url, options: '-c timezone=UTC' });
    list = new ListReader(
      {
        query: (statement) => test.sql(statement.text, [...(statement.values ?? [])]),
        texts: (statement) => readTexts(pool, statement),
        wroteEvents: () => undefined,
      },
      SAMPLE_LIST,
    );
  });
  afterAll(async () => {
    await pool.end();
    await test.drop();
  });

  /** All ids, by the links to the next page or, from the end, to the page before. */
  async function walk(raw: RawQuery, back: boolean): Promise<number[]> {
    const ids: number[] = [];
    let page = await list.page(parseListQuery(SAMPLE_LIST, raw));
    if (back && page.last !== null)
      page = await list.page(parseListQuery(SAMPLE_LIST, { ...raw, cursor: page.last }));
    for (let pages = 0; pages < 300; pages++) {
      const found = page.rows.map(({ id }) => id);
      if (back) ids.unshift(...found);
      else ids.push(...found);
      const cursor = back ? page.prev : page.next;
      if (cursor === null) return ids;
      page = await list.page(parseListQuery(SAMPLE_LIST, { ...raw, cursor }));
    }
    throw new Error('The pages never end');
  }

  it.each(CASES)('%s[%s] finds what it means', async (column, operator) => {
    const values = fc.constantFrom(...SAMPLE_VALUES[column]);
    const given =
      operator === 'is_null'
        ? fc.constantFrom(['true'], ['false'])
        : operator === 'in'
          ? fc.array(values, { minLength: 1, maxLength: 3 })
          : values.map((one) => [one]);
    await fc.assert(
      fc.asyncProperty(given, async (chosen) => {
        const raw = { [`${column}[${operator}]`]: chosen.join(','), sort: 'id', limit: '200' };
        const { rows } = await list.page(parseListQuery(SAMPLE_LIST, raw));
        const expected = samples.filter((one) => holds(operator, one[column], chosen, column));
        expect(rows.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      }),
      { numRuns: 8, seed: 22 },
    );
  });

  it.each(COLUMNS.flatMap((column) => [column, `-${column}`]))(
    'pages by %s show everything once and in order, both ways',
    async (sort) => {
      const column = sort.replace('-', '') as Column;
      const sign = sort.startsWith('-') ? -1 : 1;
      const expected = [...samples].sort((one, other) => {
        const [left, right] = [one[column], other[column]];
        // Nulls stand last ascending and first descending, as PostgreSQL has them.
        const order =
          left === null || right === null
            ? Number(left === null) - Number(right === null)
            : sampleOrder(column, left, right);
        return sign * (order || one.id - other.id);
      });
      const ids = expected.map(({ id }) => id);
      expect(await walk({ sort, limit: '7' }, false)).toEqual(ids);
      expect(await walk({ sort, limit: '7' }, true)).toEqual(ids);
    },
  );
});
