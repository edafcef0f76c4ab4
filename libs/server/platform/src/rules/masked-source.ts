import { escapeLiteral } from 'pg';
import { type ResourceAccess } from './resource-access';

/** Where statements read the rows of a resource from, for one caller. */
export interface RowSource {
  /** For `from`: the rows under the alias `e`, without what the caller may not see. */
  from: string;
  /** The alias of the table itself, on which conditions of rules stand: they may speak of hidden fields. */
  table: string;
}

/**
 * The table as the caller's field rules leave it. Whatever a statement does with `e`, filtering, searching or adding
 * up, it cannot depend on a hidden value, since there is none. Without hidden fields it is the table itself, so that
 * such callers run the statements that everybody runs. PostgreSQL flattens the rest: indexes on columns that are not
 * hidden serve as before.
 */
export function maskedSource(access: ResourceAccess, table: string, columns: readonly string[]): RowSource {
  if (access.hidden.length === 0) return { from: `${table} e`, table: 'e' };
  const masked = columns.map((column) => `${maskedColumn(access, column)} as ${column}`);
  return { from: `${table} r cross join lateral (select ${masked.join(', ')}) e`, table: 'r' };
}

function maskedColumn({ hidden }: ResourceAccess, column: string): string {
  const paths = hidden.filter((field) => field.column === column).map(({ keys }) => keys);
  if (paths.length === 0) return `r.${column}`;
  if (paths.some((keys) => keys.length === 0))
    return column === 'metadata' ? `'{}'::jsonb` : column === 'owner_id' ? 'null::int' : 'null::text';
  return paths.reduce(
    (sql, keys) => `bureau_without(${sql}, array[${keys.map(escapeLiteral).join(', ')}]::text[])`,
    `r.${column}`,
  );
}
