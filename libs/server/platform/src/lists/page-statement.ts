import { type SqlRule } from '../write-path/resource';
import { placeRule } from '../write-path/sql-rule';
import { bind } from './bind';
import { type ListDefinition } from './list-definition';
import { type CursorValues, type SortKey } from './list-query';

/** Column of a page's rows that holds the texts of the sort keys as a JSON array. */
export const KEYS_COLUMN = '_keys';

/**
 * The statement that reads one page and one row more. Each branch is one index range with its own LIMIT; what follows
 * a row under a sort with nullable or mixed keys is a union of at most two branches per key, never an OFFSET.
 */
export function pageStatement(
  definition: ListDefinition,
  condition: SqlRule,
  sort: readonly SortKey[],
  after: CursorValues | null,
  limit: number,
): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const where = placeRule(condition, values);
  const keys = sort.map((key) => ({
    ...key,
    sql: key.path ? `(${key.sql} #> ${bind(values, key.path, 'text[]')})` : key.sql,
  }));
  const order = keys.map((key) => `${key.sql} ${key.descending ? 'desc' : 'asc'}`).join(', ');
  const columns = [...definition.select, ...keys.map((key, i) => `${key.sql} as _k${i}`)].join(', ');
  const branch = (extra: string | null) =>
    `(select ${columns} from ${definition.from} where ${where}${extra === null ? '' : ` and ${extra}`} order by ${order} limit ${limit + 1})`;
  const branches = after ? conditionsAfter(keys, after, values).map(branch) : [branch(null)];
  const names = definition.select.map(outputName).join(', ');
  const texts = keys.map((_, i) => `p._k${i}::text`).join(', ');
  const outer = keys.map((key, i) => `p._k${i} ${key.descending ? 'desc' : 'asc'}`).join(', ');
  const text = `select ${names}, json_build_array(${texts}) as ${KEYS_COLUMN} from (${branches.join(' union all ')}) p order by ${outer} limit ${limit + 1}`;
  return { text, values };
}

/** `e.name` → `name`, `s.name as source_name` → `source_name`. */
function outputName(expression: string): string {
  return `p.${expression.slice(Math.max(expression.lastIndexOf(' '), expression.lastIndexOf('.')) + 1)}`;
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
