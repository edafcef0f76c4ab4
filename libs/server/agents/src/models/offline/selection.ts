import { ENTITY_STATUSES, type EntityStatus } from '@bureau/contracts';
import { type FilterClause } from '../../tools/filter-clause';
import { readConditions } from './conditions';
import { type TokenReader } from './token-reader';
import { readValue } from './values';

/** Which records a request is about. */
export interface Selection {
  filter: FilterClause[];
  /** Says “these” or “the given” records: those that were handed over with the request. */
  given: boolean;
}

const NOUNS = ['records', 'record', 'entities', 'entity', 'entries', 'entry', 'items', 'item', 'rows', 'row'];
const GIVEN = ['these', 'those', 'given', 'selected', 'attached'];
const CONDITIONS = [
  'whose',
  'where',
  'with',
  'having',
  'that have',
  'which have',
  'that has',
  'which has',
  'have',
  'has',
  'for which',
  'in which',
  'in',
];

/**
 * Reads `every draft record of type "x" whose name contains "y"`.
 * @returns null where the sentence goes on with something that is not a choice of records
 */
export function readSelection(reader: TokenReader): Selection | null {
  return reader.attempt(() => {
    reader.skip('all of', 'all', 'every', 'each', 'any', 'the', 'of', 'our', 'my');
    let given = reader.take(...GIVEN) !== null;
    reader.skip('the');
    const filter: FilterClause[] = [];
    const status = readStatusWord(reader);
    if (status) filter.push({ field: 'status', op: 'eq', value: status });
    const byId = readIds(reader);
    if (byId) return { filter: [...filter, byId], given };
    const noun = reader.take(...NOUNS);
    if (noun === null) {
      if (reader.take('them', 'it') !== null) given = true;
      else if (!given) return null;
    }
    filter.push(...readQualifiers(reader));
    return { filter, given };
  });
}

/** Status written before the noun: `draft records`. */
export function readStatusWord(reader: TokenReader): EntityStatus | null {
  return reader.take(...ENTITY_STATUSES) as EntityStatus | null;
}

/** `record 12`, `records 12, 13 and 14`, `record #12`. */
function readIds(reader: TokenReader): FilterClause | null {
  return reader.attempt(() => {
    if (reader.take(...NOUNS) === null) return null;
    const ids: number[] = [];
    do {
      const id = readId(reader);
      if (id === null) return ids.length > 0 ? asIdClause(ids) : null;
      ids.push(id);
    } while (reader.take(', and', ',', 'and') !== null);
    return asIdClause(ids);
  });
}

/** A whole positive number that can be an id. */
export function readId(reader: TokenReader): number | null {
  const token = reader.peek();
  const digits =
    token?.kind === 'number'
      ? token.text
      : token?.kind === 'word' && token.text.startsWith('#')
        ? token.text.slice(1)
        : '';
  const id = Number(digits);
  if (digits === '' || !Number.isSafeInteger(id) || id <= 0) return null;
  reader.next();
  return id;
}

function asIdClause(ids: number[]): FilterClause {
  const [first] = ids;
  return ids.length === 1
    ? { field: 'id', op: 'eq', value: first as number }
    : { field: 'id', op: 'in', value: ids };
}

function readQualifiers(reader: TokenReader): FilterClause[] {
  const filter: FilterClause[] = [];
  for (;;) {
    const before = filter.length;
    if (reader.take('named', 'called') !== null) filter.push(nameIs(reader));
    if (reader.take('of type', 'of the type') !== null) filter.push(typeIs(reader));
    const status = reader.attempt(() =>
      reader.take('that are', 'which are', 'are') ? readStatusWord(reader) : null,
    );
    if (status) filter.push({ field: 'status', op: 'eq', value: status });
    // “have the same …” and “with the same …” ask for duplicates
    if (!seesTheSame(reader) && reader.take(...CONDITIONS) !== null) filter.push(...readConditions(reader));
    if (filter.length === before) return filter;
    reader.take('and');
  }
}

function seesTheSame(reader: TokenReader): boolean {
  return [
    'have the same',
    'with the same',
    'that have the same',
    'which have the same',
    'having the same',
  ].some((phrase) => reader.sees(phrase));
}

function nameIs(reader: TokenReader): FilterClause {
  return { field: 'name', op: 'eq', value: String(readValue(reader) ?? '') };
}

function typeIs(reader: TokenReader): FilterClause {
  return { field: 'type', op: 'eq', value: String(readValue(reader) ?? '') };
}
