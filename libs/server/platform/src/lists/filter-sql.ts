import { type SqlRule } from '../write-path/resource';
import { placeRule } from '../write-path/sql-rule';
import { bind } from './bind';
import { prefixQuery } from './full-text';
import { jsonFilterSql } from './json-filter-sql';
import { likePattern } from './like-pattern';
import { type ColumnFilter, type Filter } from './list-query';

const COMPARISONS = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** All filters as one rule on the definition's `from`, e.g. to aggregate or to change what a list would show. */
export function filterRule(filters: readonly Filter[], ...rules: readonly SqlRule[]): SqlRule {
  const values: unknown[] = [];
  const parts = [
    ...rules.map((rule) => `(${placeRule(rule, values)})`),
    ...filters.map((filter) => filterSql(filter, values)),
  ];
  return { text: parts.length > 0 ? parts.join(' and ') : 'true', values };
}

/** One filter as a condition; its values are appended to `values`. */
function filterSql(filter: Filter, values: unknown[]): string {
  switch (filter.kind) {
    case 'column':
      return columnFilterSql(filter, values);
    case 'json':
      return jsonFilterSql(filter, values);
    case 'search':
      return `${filter.sql} @@ to_tsquery('simple', ${bind(values, prefixQuery(filter.words), 'text')})`;
  }
}

function columnFilterSql({ column, operator, values: given }: ColumnFilter, values: unknown[]): string {
  const { sql, type } = column;
  const [value = ''] = given;
  switch (operator) {
    case 'is_null':
      return `${sql} is ${value === 'true' ? '' : 'not '}null`;
    case 'in':
      return `${sql} = any(${bind(values, given, `${type}[]`)})`;
    case 'like':
      return `${sql} ilike ${bind(values, likePattern(value), 'text')}`;
    case 'ne':
      return column.nullable
        ? `${sql} is distinct from ${bind(values, value, type)}`
        : `${sql} <> ${bind(values, value, type)}`;
    default:
      return `${sql} ${COMPARISONS[operator]} ${bind(values, value, type)}`;
  }
}
