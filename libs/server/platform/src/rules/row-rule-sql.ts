import {
  fieldPathOf,
  type RuleCatalogue,
  type RuleComparison,
  type RuleTree,
  type RuleValue,
} from '@bureau/contracts';
import { bind } from '../lists/bind';
import { likePattern } from '../lists/like-pattern';
import { type SqlRule } from '../write-path/resource';
import { resolveValue } from './rule-value';

const SQL_TYPES = { text: 'text', number: 'bigint', time: 'timestamptz' } as const;
const RANGES = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/**
 * A condition as SQL; what `meets` says of the same row is what PostgreSQL says.
 * @param alias the table's name in the statement
 * @param userId whom `{"$caller":"user_id"}` stands for
 */
export function treeSql(tree: RuleTree, catalogue: RuleCatalogue, alias: string, userId: number): SqlRule {
  const values: unknown[] = [];
  const place = (node: RuleTree): string => {
    if ('all' in node) return `(${node.all.map(place).join(' and ')})`;
    if ('any' in node) return `(${node.any.map(place).join(' or ')})`;
    // An unknown comparison counts as false, so its opposite is true.
    if ('not' in node) return `((${place(node.not)}) is not true)`;
    return comparisonSql(node);
  };
  const comparisonSql = (node: RuleComparison): string => {
    const path = fieldPathOf(catalogue, node.field);
    if (!path) throw new Error(`A stored rule speaks of ${node.field}, which there is not`);
    const sql = `${alias}.${path.column}`;
    return path.keys.length > 0
      ? jsonSql(node, sql, path.keys, userId, values)
      : columnSql(node, sql, catalogue.columns[path.column], userId, values);
  };
  return { text: place(tree), values };
}

function columnSql(
  { op, value }: RuleComparison,
  sql: string,
  column: RuleCatalogue['columns'][string] | undefined,
  userId: number,
  values: unknown[],
): string {
  const type = SQL_TYPES[column?.type ?? 'text'];
  const one = (given: RuleComparison['value']) => String(resolveValue(given as RuleValue, userId));
  switch (op) {
    case 'is_null':
      return `${sql} is ${value === true ? '' : 'not '}null`;
    case 'in':
      return `${sql} = any(${bind(values, (value as readonly RuleValue[]).map(one), `${type}[]`)})`;
    case 'like':
      return likeSql(sql, value, values);
    case 'eq':
      return `${sql} = ${bind(values, one(value), type)}`;
    case 'ne':
      return `${sql} is distinct from ${bind(values, one(value), type)}`;
    default:
      return `${sql} ${RANGES[op]} ${bind(values, one(value), type)}`;
  }
}

function jsonSql(
  { op, value }: RuleComparison,
  sql: string,
  keys: readonly string[],
  userId: number,
  values: unknown[],
): string {
  const at = () => `${sql} #> ${bind(values, keys, 'text[]')}`;
  const json = (given: RuleComparison['value']) => JSON.stringify(resolveValue(given as RuleValue, userId));
  // Equality as containment: a GIN index (jsonb_path_ops) serves it.
  const equals = (given: RuleValue) =>
    `${sql} @> ${bind(
      values,
      keys.reduceRight((inner, key) => `{${JSON.stringify(key)}:${inner}}`, json(given)),
      'jsonb',
    )}`;
  switch (op) {
    case 'is_null':
      return `coalesce(${at()}, 'null') ${value === true ? '=' : '<>'} 'null'::jsonb`;
    case 'in':
      return `(${(value as readonly RuleValue[]).map(equals).join(' or ')})`;
    case 'like':
      return `(jsonb_typeof(${at()}) = 'string' and ${likeSql(`(${at()} #>> '{}')`, value, values)})`;
    case 'eq':
      return equals(value as RuleValue);
    default: {
      const type = typeof resolveValue(value as RuleValue, userId);
      const comparison = op === 'ne' ? '<>' : RANGES[op];
      return `(jsonb_typeof(${at()}) = '${type}' and ${at()} ${comparison} ${bind(values, json(value), 'jsonb')})`;
    }
  }
}

/** Case of A to Z makes no difference; under the collation C that is so in every database. */
function likeSql(sql: string, value: RuleComparison['value'], values: unknown[]): string {
  return `${sql} ilike ${bind(values, likePattern(String(value)), 'text')} collate "C"`;
}
