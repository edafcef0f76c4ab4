import { type JsonLiteral } from './json-literal';
import { likePattern } from './like-pattern';
import { type JsonFilter } from './list-query';
import { bind } from './bind';

const RANGES = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/**
 * A condition on a value inside a `jsonb` column. A literal compares with stored values of its own type only; equality
 * is written as containment, which a GIN index (`jsonb_path_ops`) serves.
 */
export function jsonFilterSql(filter: JsonFilter, values: unknown[]): string {
  const { sql, path, operator, literals, text } = filter;
  const [literal] = literals;
  switch (operator) {
    case 'is_null':
      return isNullSql(sql, path, text === 'true', values);
    case 'like': {
      const at = placePath(sql, path, values);
      return `(jsonb_typeof(${at}) = 'string' and ${at} #>> '{}' ilike ${bind(values, likePattern(text), 'text')})`;
    }
    case 'eq':
    case 'in':
      return `(${literals.map((one) => equalsSql(sql, path, one, values)).join(' or ')})`;
    default: {
      const at = placePath(sql, path, values);
      const comparison = operator === 'ne' ? '<>' : RANGES[operator];
      return `(jsonb_typeof(${at}) = '${literal?.type}' and ${at} ${comparison} ${bind(values, literal?.json, 'jsonb')})`;
    }
  }
}

function isNullSql(sql: string, path: readonly string[], wanted: boolean, values: unknown[]): string {
  if (path.length === 0) return `${sql} is ${wanted ? '' : 'not '}null`;
  return `coalesce(${placePath(sql, path, values)}, 'null') ${wanted ? '=' : '<>'} 'null'::jsonb`;
}

function equalsSql(sql: string, path: readonly string[], literal: JsonLiteral, values: unknown[]): string {
  // `#>` reads a number in a path as a position where the value is an array; containment knows object keys only.
  const mayBePosition = path.some((part) => /^-?\d+$/.test(part));
  if (mayBePosition) return `${placePath(sql, path, values)} = ${bind(values, literal.json, 'jsonb')}`;
  return `${sql} @> ${bind(values, nest(path, literal.json), 'jsonb')}`;
}

function nest(path: readonly string[], json: string): string {
  return path.reduceRight((inner, key) => `{${JSON.stringify(key)}:${inner}}`, json);
}

function placePath(sql: string, path: readonly string[], values: unknown[]): string {
  return `${sql} #> ${bind(values, path, 'text[]')}`;
}
