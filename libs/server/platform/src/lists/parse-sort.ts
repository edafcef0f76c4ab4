import { type ListColumn, type ListDefinition } from './list-definition';
import { type ListProblems } from './list-problems';
import { type SortKey } from './list-query';
import { jsonPathOf } from './parse-filter';

const MAX_KEYS = 4;
/** The sort key that is no field: how well a row matches `q`. */
export const RELEVANCE = 'relevance';

/**
 * Reads `sort=-created_at,name`. The key `id` is added at the end, in the direction of the last key, so that the order
 * is total.
 * @param words of the search, by which `relevance` orders
 */
export function parseSort(
  definition: ListDefinition,
  text: string,
  problems: ListProblems,
  words: readonly string[] = [],
): SortKey[] {
  const terms = text.split(',');
  if (terms.length > MAX_KEYS) problems.add('sort', 'INVALID_SORT', `At most ${MAX_KEYS} fields.`);
  const keys: SortKey[] = [];
  for (const term of terms) {
    const descending = term.startsWith('-');
    const field = descending ? term.slice(1) : term;
    const key =
      field === RELEVANCE
        ? relevanceKey(definition, words, descending)
        : keyOf(definition, field, descending);
    if (!key && field === RELEVANCE && definition.search)
      problems.add('sort', 'INVALID_SORT', 'Only a search by q has a relevance.');
    else if (!key) problems.add('sort', 'INVALID_SORT', `${definition.name} cannot be sorted by "${field}".`);
    else if (keys.some((other) => fieldOf(other) === field))
      problems.add('sort', 'INVALID_SORT', `"${field}" is named twice.`);
    else keys.push(key);
  }
  if (!keys.some((key) => key.term === 'id' || key.term === '-id')) {
    keys.push(columnKey('id', definition.columns.id, keys.at(-1)?.descending ?? true));
  }
  return keys;
}

/** The fields that a definition's lists can be sorted by. */
export function sortableFields(definition: ListDefinition): string[] {
  return Object.keys(definition.columns).filter((field) => definition.columns[field]?.sort);
}

function fieldOf(key: SortKey): string {
  return key.descending ? key.term.slice(1) : key.term;
}

function keyOf(definition: ListDefinition, field: string, descending: boolean): SortKey | null {
  const column = Object.hasOwn(definition.columns, field) ? definition.columns[field] : undefined;
  if (column) return column.sort ? columnKey(field, column, descending) : null;
  const json = jsonPathOf(definition, field);
  if (!json?.column.sort || json.path.length === 0) return null;
  return {
    term: termOf(field, descending),
    sql: json.column.sql,
    path: json.path,
    type: 'jsonb',
    nullable: true,
    descending,
  };
}

function relevanceKey(
  definition: ListDefinition,
  words: readonly string[],
  descending: boolean,
): SortKey | null {
  const sql = definition.rank ?? definition.search;
  if (sql === undefined || words.length === 0) return null;
  return {
    term: termOf(RELEVANCE, descending),
    sql: `(${sql})`,
    words,
    type: 'float4',
    nullable: false,
    descending,
  };
}

function columnKey(field: string, column: ListColumn, descending: boolean): SortKey {
  return {
    term: termOf(field, descending),
    sql: typeof column.sort === 'string' ? column.sort : column.sql,
    type: column.type,
    nullable: column.nullable ?? false,
    descending,
  };
}

function termOf(field: string, descending: boolean): string {
  return descending ? `-${field}` : field;
}
