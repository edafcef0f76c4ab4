import { type ProblemField } from '@bureau/contracts';
import { type ListDefinition } from '../lists/list-definition';
import { type Filter, type ListQuery } from '../lists/list-query';
import { hiddenProblem, refusal, type ResourceAccess } from './resource-access';

/** The part of a list request that can ask by a field. */
type Asking = Partial<Pick<ListQuery, 'filters' | 'sort'>>;

/**
 * Refuses a list request that filters or sorts by a field that the caller may not see. Full text search needs no
 * refusal: it looks through what {@link maskedSource} leaves.
 * @throws 403 with a pointer to each
 */
export function assertUsableQuery(access: ResourceAccess, definition: ListDefinition, query: Asking): void {
  if (access.hidden.length === 0) return;
  const filters = (query.filters ?? []).map((filter) => fieldOf(definition, filter));
  const problems: ProblemField[] = [
    ...filters.flatMap((field) =>
      field === null || access.sees(field) ? [] : [hiddenProblem(field, `query/${field}`)],
    ),
    ...(query.sort ?? [])
      .map(({ term }) => term.replace(/^-/, ''))
      .flatMap((field) => (access.sees(field) ? [] : [hiddenProblem(field, 'query/sort')])),
  ];
  if (problems.length > 0) throw refusal(problems);
}

function fieldOf({ columns, json = {} }: ListDefinition, filter: Filter): string | null {
  if (filter.kind === 'search') return null;
  if (filter.kind === 'column') return nameOf(columns, filter.column.sql);
  const column = nameOf(json, filter.sql);
  return column === null ? null : [column, ...filter.path].join('.');
}

function nameOf(known: Readonly<Record<string, { sql: string }>>, sql: string): string | null {
  return Object.keys(known).find((name) => known[name]?.sql === sql) ?? null;
}
