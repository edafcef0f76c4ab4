import { type CursorPosition, decodeCursor } from './cursor';
import { searchWords } from './full-text';
import { isStorableText } from './json-literal';
import { fieldsOf, KEPT_FIELDS, type ListDefinition } from './list-definition';
import { ListProblems } from './list-problems';
import { type Filter, type ListQuery, type RawQuery, type SearchFilter, type SortKey } from './list-query';
import { parseFilter } from './parse-filter';
import { parseSort } from './parse-sort';

export const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 200;
const MAX_FILTERS = 20;
const MAX_SEARCH_LENGTH = 200;
const RESERVED = new Set(['limit', 'cursor', 'count', 'sort', 'q', 'fields', 'include']);

/**
 * Understands and checks the query string of a list.
 * @throws 400 that names every unknown field, operator, value, sort and cursor; nothing is ignored
 */
export function parseListQuery(definition: ListDefinition, raw: RawQuery): ListQuery {
  const problems = new ListProblems();
  const one = (name: string) => single(raw, name, problems);
  const search = parseSearch(definition, one('q'), problems);
  const filters = parseFilters(definition, raw, problems);
  const sort = parseSort(definition, one('sort') ?? definition.sort ?? '-id', problems, search?.words);
  const include = parseNames('include', one('include'), definition.includes ?? [], problems);
  const query: ListQuery = {
    sort,
    limit: parseLimit(one('limit'), problems),
    count: parseCount(one('count'), problems),
    flags: parseFlags(definition, one, problems),
    filters: search ? [...filters, search] : filters,
    include: new Set(include),
    fields: parseFields(definition, one('fields'), include, problems),
    ...parseCursor(sort, one('cursor'), problems),
  };
  problems.throwIfAny();
  return query;
}

function single(raw: RawQuery, name: string, problems: ListProblems): string | undefined {
  const value = raw[name];
  if (value === undefined || typeof value === 'string') return value;
  problems.add(name, 'VALIDATION_FAILED', 'Given more than once.');
  return undefined;
}

function parseLimit(text: string | undefined, problems: ListProblems): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MAX_LIMIT)
    problems.add('limit', 'VALIDATION_FAILED', `Expected 1 to ${MAX_LIMIT}.`);
  return limit;
}

function parseCount(text: string | undefined, problems: ListProblems): ListQuery['count'] {
  if (text === undefined) return 'none';
  if (text === 'exact' || text === 'capped') return text;
  problems.add('count', 'VALIDATION_FAILED', 'Expected exact or capped.');
  return 'none';
}

function parseCursor(sort: SortKey[], text: string | undefined, problems: ListProblems): CursorPosition {
  const nowhere: CursorPosition = { after: null, before: null };
  if (text === undefined) return nowhere;
  const position = decodeCursor(sort, text);
  if (!position)
    problems.add('cursor', 'INVALID_CURSOR', 'It is no cursor of this list, or belongs to another sort.');
  return position ?? nowhere;
}

/** Reads a comma list of names, each of which must be known. */
function parseNames(
  parameter: string,
  text: string | undefined,
  known: readonly string[],
  problems: ListProblems,
): string[] {
  const names = text === undefined ? [] : text.split(',');
  for (const name of names.filter((one) => !known.includes(one)).slice(0, 5))
    problems.add(
      parameter,
      'UNKNOWN_FIELD',
      known.length > 0
        ? `There is no "${name.slice(0, 100)}" here; use ${known.join(', ')}.`
        : `There is nothing to name here.`,
    );
  return names;
}

function parseFields(
  definition: ListDefinition,
  text: string | undefined,
  include: readonly string[],
  problems: ListProblems,
): string[] | null {
  if (text === undefined) return null;
  const known = fieldsOf(definition);
  const asked = parseNames('fields', text, known, problems);
  // In the order of the definition: one set of fields is one statement, however it was written.
  return [...known.filter((field) => asked.includes(field) || KEPT_FIELDS.includes(field)), ...include];
}

function parseFlags(
  definition: ListDefinition,
  one: (name: string) => string | undefined,
  problems: ListProblems,
): ReadonlySet<string> {
  const flags = new Set<string>();
  for (const flag of definition.flags ?? []) {
    const value = one(flag);
    if (value === 'true') flags.add(flag);
    else if (value !== undefined && value !== 'false')
      problems.add(flag, 'VALIDATION_FAILED', 'Expected true or false.');
  }
  return flags;
}

function parseFilters(definition: ListDefinition, raw: RawQuery, problems: ListProblems): Filter[] {
  const filters: Filter[] = [];
  const names = Object.keys(raw).filter((name) => !RESERVED.has(name) && !definition.flags?.includes(name));
  if (names.length > MAX_FILTERS)
    problems.add(names[MAX_FILTERS] as string, 'INVALID_FILTER', `At most ${MAX_FILTERS} filters.`);
  for (const name of names.slice(0, MAX_FILTERS)) {
    const value = raw[name];
    if (value === undefined) continue;
    const filter = parseFilter(definition, name, typeof value === 'string' ? [value] : value, problems);
    if (filter) filters.push(filter);
  }
  return filters;
}

function parseSearch(
  definition: ListDefinition,
  text: string | undefined,
  problems: ListProblems,
): SearchFilter | null {
  if (text === undefined) return null;
  if (!definition.search) {
    problems.add('q', 'UNKNOWN_FIELD', `${definition.name} cannot be searched by text.`);
  } else if (text.length > MAX_SEARCH_LENGTH || !isStorableText(text)) {
    problems.add('q', 'INVALID_FILTER', `Expected text of at most ${MAX_SEARCH_LENGTH} characters.`);
  } else {
    const words = searchWords(text);
    return words.length > 0 ? { kind: 'search', sql: definition.search, words } : null;
  }
  return null;
}
