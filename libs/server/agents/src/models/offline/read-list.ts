import { readField } from './fields';
import { type OfflineRequest } from './request';
import { readSelection } from './selection';
import { type TokenReader } from './token-reader';

const VERBS = [
  'search for',
  'look for',
  'show me',
  'give me',
  'list',
  'show',
  'find',
  'search',
  'get',
  'display',
  'which',
  'what',
];
const DESCENDING = ['descending', 'desc', 'backwards', 'newest first', 'largest first', 'highest first'];
const ASCENDING = ['ascending', 'asc', 'oldest first', 'smallest first', 'lowest first'];

/** `List the first 10 active records whose name contains "x", sorted by name`, `Find "firefox"`. */
export function readList(reader: TokenReader): OfflineRequest | null {
  const verb = reader.take(...VERBS);
  if (verb === null) return null;
  const text = readSearchText(reader);
  if (text !== null)
    return {
      kind: 'list',
      text,
      selection: { filter: [], given: false },
      sort: readSort(reader),
      limit: null,
    };
  reader.skip('me', 'all', 'the');
  const limit = readLimit(reader);
  const selection = readSelection(reader);
  if (!selection) return null;
  reader.take('are there', 'do we have', 'exist', 'for');
  const words = readSearchText(reader);
  return { kind: 'list', text: words, selection, sort: readSort(reader), limit };
}

/** Quoted words alone: they are searched for in names and descriptions. */
function readSearchText(reader: TokenReader): string | null {
  return reader.peek()?.kind === 'quoted' ? (reader.next()?.text ?? null) : null;
}

function readLimit(reader: TokenReader): number | null {
  return reader.attempt(() => {
    reader.take('first', 'top', 'last', 'newest', 'latest');
    const token = reader.next();
    const limit = token?.kind === 'number' ? Number(token.text) : NaN;
    return Number.isInteger(limit) && limit > 0 ? limit : null;
  });
}

function readSort(reader: TokenReader): string | null {
  return reader.attempt(() => {
    reader.take(',');
    if (reader.take('sorted by', 'ordered by', 'sort by', 'order by', 'sort them by', 'by') === null)
      return null;
    const field = readField(reader);
    if (field === null) return null;
    const descending =
      reader.take(',', '(') === null ? reader.take(...DESCENDING) : reader.take(...DESCENDING);
    if (descending === null) reader.take(...ASCENDING);
    reader.take(')');
    return descending === null ? field : `-${field}`;
  });
}
