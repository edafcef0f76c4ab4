import { type OfflineRequest, type RecordReference } from './request';
import { readReference } from './read-relate';
import { type TokenReader } from './token-reader';

const VERBS = [
  'give me a summary of',
  'write a summary of',
  'summary of',
  'summarise',
  'summarize',
  'describe',
  'tell me about',
];
const GIVEN = [
  'the given records',
  'given records',
  'the selected records',
  'selected records',
  'these records',
  'those records',
  'the records',
  'the attached records',
  'this record',
  'the given record',
  'the record',
  'them',
  'it',
  'these',
];

/** `Summarise the given records`, `Summarise records 4, 5 and "name"`. */
export function readSummarise(reader: TokenReader): OfflineRequest | null {
  if (reader.take(...VERBS) === null) return null;
  const given = reader.attempt(() => (reader.take(...GIVEN) !== null && reader.atEnd ? true : null));
  if (given || reader.atEnd) return { kind: 'summarise', records: [], given: true };
  reader.skip('the', 'records', 'record', 'entities');
  const records: RecordReference[] = [];
  do {
    const record = readReference(reader);
    if (!record) return null;
    records.push(record);
  } while (reader.take(', and', ',', 'and') !== null);
  return { kind: 'summarise', records, given: false };
}
