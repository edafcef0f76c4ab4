import { readField } from './fields';
import { type OfflineRequest } from './request';
import { readSelection } from './selection';
import { type TokenReader } from './token-reader';

const VERBS = ['find', 'list', 'show me', 'show', 'which', 'search for', 'look for', 'are there', 'get'];
const DUPLICATES = [
  'duplicate records',
  'duplicated records',
  'duplicate entries',
  'duplicates',
  'duplicate',
];
const SAME = [
  'that have the same',
  'which have the same',
  'have the same',
  'with the same',
  'having the same',
  'share the same',
  'that share the same',
  'sharing the same',
  'share a',
];
const BY = [
  'by',
  'with the same',
  'having the same',
  'that have the same',
  'in',
  'on',
  'of',
  'according to',
  'with',
];

/** `Find duplicates by homepage`, `Which records have the same name?` */
export function readDuplicates(reader: TokenReader): OfflineRequest | null {
  if (reader.take(...VERBS) === null) return null;
  reader.skip('all', 'the', 'any');
  return reader.attempt(() => readNamed(reader)) ?? reader.attempt(() => readSame(reader));
}

function readNamed(reader: TokenReader): OfflineRequest | null {
  if (reader.take(...DUPLICATES) === null) return null;
  reader.take('records', 'among the records');
  const field = reader.take(...BY) === null ? null : readField(reader);
  return { kind: 'duplicates', field, filter: readAmong(reader) };
}

function readSame(reader: TokenReader): OfflineRequest | null {
  const selection = readSelection(reader);
  if (!selection || reader.take(...SAME) === null) return null;
  const field = readField(reader);
  return field === null ? null : { kind: 'duplicates', field, filter: selection.filter };
}

function readAmong(reader: TokenReader) {
  const selection = reader.attempt(() => (reader.take('among', 'of', 'in') ? readSelection(reader) : null));
  return selection?.filter ?? [];
}
