import {
  commonError,
  parseListQuery,
  type ListDefinition,
  type ListQuery,
  type RawQuery,
} from '@bureau/platform';
import { ENTITY_LIST } from '../persistence/entity.list';
import { type AggregateRequest } from '../reading/aggregate';
import { AGGREGATE_FUNCTIONS } from '../reading/aggregate-terms';
import { DUPLICATE_MATCHES, type DuplicatesRequest } from '../reading/duplicates';

/** Reports take a list's filters, but have no pages and no trash. */
const REPORT_FILTERS: ListDefinition = { ...ENTITY_LIST, flags: [] };

/** @throws 400 with a pointer to every parameter that is wrong */
export function parseAggregateQuery(raw: RawQuery): AggregateRequest {
  const { group_by, function: name, field, metrics, time_zone, sort, ...rest } = raw;
  const { filters, limit } = parseFilters(rest);
  return {
    filters,
    limit,
    group_by: text(group_by, 'group_by'),
    function: oneOf(AGGREGATE_FUNCTIONS, name, 'function'),
    field: text(field, 'field'),
    metrics: text(metrics, 'metrics'),
    time_zone: text(time_zone, 'time_zone'),
    sort: text(sort, 'sort'),
  };
}

/** @throws 400 with a pointer to every parameter that is wrong */
export function parseDuplicatesQuery(raw: RawQuery): DuplicatesRequest {
  const { field, match, ...rest } = raw;
  const { filters, limit } = parseFilters(rest);
  const named = text(field, 'field');
  if (named === undefined)
    throw refuse('field', 'Name the field to compare, such as name or metadata.homepage.');
  return { filters, limit, field: named, match: oneOf(DUPLICATE_MATCHES, match, 'match') ?? 'exact' };
}

function parseFilters(raw: RawQuery): Pick<ListQuery, 'filters' | 'limit'> {
  for (const name of ['sort', 'cursor', 'count', 'fields', 'include']) {
    if (raw[name] !== undefined) throw refuse(name, `There is no ${name} here.`);
  }
  return parseListQuery(REPORT_FILTERS, raw);
}

function text(value: RawQuery[string], name: string): string | undefined {
  if (value !== undefined && typeof value !== 'string') throw refuse(name, 'Given more than once.');
  return value;
}

function oneOf<T extends string>(known: readonly T[], value: RawQuery[string], name: string): T | undefined {
  if (value === undefined) return undefined;
  const found = known.find((one) => one === value);
  if (!found) throw refuse(name, `Expected one of ${known.join(', ')}.`);
  return found;
}

function refuse(name: string, detail: string): Error {
  return commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer: `query/${name}`, code: 'VALIDATION_FAILED', detail }],
  });
}
