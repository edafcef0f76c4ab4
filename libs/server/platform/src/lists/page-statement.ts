import { type SqlRule } from '../write-path/resource';
import { placeRule } from '../write-path/sql-rule';
import { bind } from './bind';
import { prefixQuery, wordQuery } from './full-text';
import { type ListDefinition, outputName } from './list-definition';
import { filterRule } from './filter-sql';
import { type CursorValues, type Filter, type SortKey } from './list-query';
import { type PageParts, searchBranches } from './search-statement';

/** Column of a page's rows that holds the texts of the sort keys as a JSON array. */
export const KEYS_COLUMN = '_keys';

/** What a page is made of; `after` is in the terms of `sort`. */
export interface PageQuery {
  filters: readonly Filter[];
  sort: readonly SortKey[];
  after: CursorValues | null;
  limit: number;
  fields?: readonly string[] | null;
}

/**
 * The statement that reads one page and one row more. Each branch is one index range with its own LIMIT; what follows
 * a row under a sort with nullable or mixed keys is a union of at most two branches per key, never an OFFSET.
 */
export function pageStatement(
  definition: ListDefinition,
  { filters, sort, after, limit, fields = null }: PageQuery,
  ...rules: readonly SqlRule[]
): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const select = fields && !definition.fields ? selected(definition, fields) : definition.select;
  const keys = sort.map((key) => ({ ...key, sql: keySql(key, values) }));
  const order = keys.map((key) => `${key.sql} ${key.descending ? 'desc' : 'asc'}`).join(', ');
  const columns = [...select, ...keys.map((key, i) => `${key.sql} as _k${i}`)].join(', ');
  const ordered = isUniform(keys) && keys.every(({ path, words }) => !path && !words);
  const parts = {
    columns,
    order,
    rows: limit + 1,
    after: after ? conditionsAfter(keys, after, values) : [],
    ordered,
  };
  const { head, body } = filters.some(({ kind }) => kind === 'search')
    ? searchBranches(definition, filters, rules, parts, values)
    : plainBranches(definition, filterRule(filters, ...rules), parts, values);
  const names = select.map((expression) => `p.${outputName(expression)}`).join(', ');
  const texts = keys.map((_, i) => `p._k${i}::text`).join(', ');
  const outer = keys.map((key, i) => `p._k${i} ${key.descending ? 'desc' : 'asc'}`).join(', ');
  const text = `${head}select ${names}, json_build_array(${texts}) as ${KEYS_COLUMN} from (${body}) p order by ${outer} limit ${limit + 1}`;
  return { text, values };
}

function plainBranches(
  { from }: ListDefinition,
  condition: SqlRule,
  { columns, order, rows, after }: PageParts,
  values: unknown[],
): { head: string; body: string } {
  const where = placeRule(condition, values);
  const branch = (extra: string) =>
    `(select ${columns} from ${from} where ${where}${extra} order by ${order} limit ${rows})`;
  const branches = after.length > 0 ? after.map((behind) => branch(` and ${behind}`)) : [branch('')];
  return { head: '', body: branches.join(' union all ') };
}

/** The statement that reads everything that the condition finds, in the order of the sort. */
export function allStatement(
  definition: ListDefinition,
  condition: SqlRule,
  sort: readonly SortKey[],
  fields: readonly string[] | null,
): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const select = fields ? selected(definition, fields) : definition.select;
  const where = placeRule(condition, values);
  const order = sort.map((key) => `${keySql(key, values)} ${key.descending ? 'desc' : 'asc'}`).join(', ');
  return {
    text: `select ${select.join(', ')} from ${definition.from} where ${where} order by ${order}`,
    values,
  };
}

/** Rows that a service maps are read whole: it needs columns that the caller did not name. */
function selected({ select }: ListDefinition, fields: readonly string[]): readonly string[] {
  return select.filter((expression) => fields.includes(outputName(expression)));
}

/** Longer texts are not better matches for being longer: 1 divides the rank by the logarithm of the length. */
const RANK_NORMALIZATION = 1;

function keySql({ sql, path, words }: SortKey, values: unknown[]): string {
  if (path) return `(${sql} #> ${bind(values, path, 'text[]')})`;
  if (!words) return sql;
  const rank = (query: string) =>
    `ts_rank(${sql}, to_tsquery('simple', ${bind(values, query, 'text')}), ${RANK_NORMALIZATION})`;
  // A whole word is a better match than the beginning of one; to the rank of a prefix both are alike.
  return `(${rank(prefixQuery(words))} + ${rank(wordQuery(words))})`;
}

/**
 * Conditions that together select what comes after the row with these keys: branch i has the first i keys equal and
 * key i behind. Nulls stand where PostgreSQL puts them: last ascending, first descending.
 */
function conditionsAfter(keys: readonly SortKey[], after: CursorValues, values: unknown[]): string[] {
  const placed = keys.map((key, i) => (after[i] === null ? null : bind(values, after[i], key.type)));
  if (isUniform(keys)) {
    const comparison = keys[0]?.descending ? '<' : '>';
    return [`(${keys.map((key) => key.sql).join(', ')}) ${comparison} (${placed.join(', ')})`];
  }
  const branches: string[] = [];
  const equal: string[] = [];
  keys.forEach((key, i) => {
    const value = placed[i] ?? null;
    for (const behind of conditionsBehind(key, value)) branches.push([...equal, behind].join(' and '));
    equal.push(value === null ? `${key.sql} is null` : `${key.sql} = ${value}`);
  });
  return branches;
}

function isUniform(keys: readonly SortKey[]): boolean {
  return keys.every((key) => !key.nullable && key.descending === keys[0]?.descending);
}

function conditionsBehind(key: SortKey, value: string | null): string[] {
  if (value === null) return key.descending ? [`${key.sql} is not null`] : [];
  const behind = `${key.sql} ${key.descending ? '<' : '>'} ${value}`;
  return key.nullable && !key.descending ? [behind, `${key.sql} is null`] : [behind];
}
