import { type TokenReader } from './token-reader';

/** Words for the columns of a record; every other name is looked for in its metadata. */
const COLUMNS: Readonly<Record<string, string>> = {
  id: 'id',
  name: 'name',
  names: 'name',
  title: 'name',
  description: 'description',
  descriptions: 'description',
  status: 'status',
  statuses: 'status',
  state: 'status',
  type: 'type',
  types: 'type',
  kind: 'type',
  owner: 'owner_id',
  owner_id: 'owner_id',
  created: 'created_at',
  created_at: 'created_at',
  updated: 'updated_at',
  updated_at: 'updated_at',
  changed: 'updated_at',
};

/** Words that are never the name of a field, so that a sentence which goes on is not taken for one. */
const NO_FIELD = new Set([
  'and',
  'or',
  'the',
  'a',
  'an',
  'of',
  'to',
  'by',
  'per',
  'for',
  'as',
  'with',
  'whose',
  'where',
  'is',
  'are',
  'be',
  'in',
  'on',
  'not',
  'record',
  'records',
  'every',
  'all',
  'each',
  'it',
  'its',
  'them',
  'this',
  'that',
  'these',
  'those',
  'which',
  'same',
  'entity',
  'entities',
  'me',
  'something',
  'duplicates',
]);
const MAX_PATH_DEPTH = 8;

/** Columns whose values may be set. */
export const SETTABLE_COLUMNS = ['name', 'description', 'status', 'type'];

/**
 * Reads the name of a field: a column's, `metadata.<path>`, or a bare word, which means a value in the metadata.
 * @returns the field as filters write it, or null where none comes next
 */
export function readField(reader: TokenReader): string | null {
  return reader.attempt(() => {
    reader.skip('the', 'a', 'an', 'its', 'their', 'field', 'column', 'value', 'of the field');
    const token = reader.next();
    if (!token || token.kind === 'number' || token.kind === 'symbol') return null;
    if (token.kind === 'word' && NO_FIELD.has(token.lower)) return null;
    return fieldOf(token.text);
  });
}

function fieldOf(text: string): string | null {
  const column = COLUMNS[text.toLowerCase()];
  if (column && Object.hasOwn(COLUMNS, text.toLowerCase())) return column;
  const path = text.startsWith('metadata.') ? text.slice('metadata.'.length) : text;
  const parts = path.split('.');
  return parts.length <= MAX_PATH_DEPTH && parts.every((part) => part !== '' && part.length <= 100)
    ? `metadata.${path}`
    : null;
}

/** The field in the words of an answer. */
export function fieldLabel(field: string): string {
  return field.startsWith('metadata.') ? field.slice('metadata.'.length) : field.replace(/_(?:at|id)$/, '');
}
