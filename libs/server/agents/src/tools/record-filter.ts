import { ENTITY_LIST } from '@bureau/entities';
import { type Filter, parseListQuery } from '@bureau/platform';
import { type FilterClause, toQueryParameters } from './filter-clause';

/**
 * The conditions of a tool call, checked as those of the list API are.
 * Each is read on its own, so that one field may have several.
 * @throws 400 for unknown fields, operators and values
 */
export function recordFilters(clauses: readonly FilterClause[] = [], q?: string): Filter[] {
  const search = q === undefined ? [] : parseListQuery(ENTITY_LIST, { q }).filters;
  return [
    ...clauses.flatMap((clause) => parseListQuery(ENTITY_LIST, toQueryParameters([clause])).filters),
    ...search,
  ];
}
