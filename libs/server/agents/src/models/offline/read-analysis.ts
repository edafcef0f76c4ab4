import { readReference } from './read-relate';
import { type OfflineRequest, type RecordReference } from './request';
import { type TokenReader } from './token-reader';

const COMPARE = ['compare', 'what is the difference between', 'differences between', 'difference between'];
const GIVEN = [
  'the given records',
  'given records',
  'the selected records',
  'these records',
  'them',
  'these',
];
const HISTORY = [
  'show me the history of',
  'show the history of',
  'read the history of',
  'tell me the history of',
  'history of',
  'what happened to',
  'what changed in',
  'who changed',
];
const THIS = ['the given record', 'the selected record', 'this record', 'it'];

/** `Compare "a" with "b"`, `Compare records 4, 5 and 6`, `Compare the given records`. */
export function readCompare(reader: TokenReader): OfflineRequest | null {
  if (reader.take(...COMPARE) === null) return null;
  if (reader.take(...GIVEN) !== null || reader.atEnd) return { kind: 'compare', records: [], given: true };
  reader.skip('the', 'records', 'entities');
  const records: RecordReference[] = [];
  do {
    const record = readReference(reader);
    if (!record) return null;
    records.push(record);
  } while (reader.take(', and', ',', 'and', 'with', 'to') !== null);
  return { kind: 'compare', records, given: false };
}

/** `Show the history of "a"`, `Who changed record 12?` */
export function readHistory(reader: TokenReader): OfflineRequest | null {
  if (reader.take(...HISTORY) === null) return null;
  if (reader.take(...THIS) !== null || reader.atEnd) return { kind: 'history', record: null };
  const record = readReference(reader);
  return record && { kind: 'history', record };
}
