import { readField } from './fields';
import { type OfflineRequest } from './request';
import { readSelection, readStatusWord } from './selection';
import { type TokenReader } from './token-reader';
import { readValue, type Value } from './values';

const STATUS_VERBS: Readonly<Record<string, string>> = {
  archive: 'archived',
  activate: 'active',
  deactivate: 'inactive',
};
const VERBS = ['set', 'change', 'update', 'make', 'mark'];

/**
 * `Set the status of every record whose name contains "x" to inactive`, `Set section to "net" for all draft records`,
 * `Mark records 4 and 5 as archived`, `Archive every record of type "x"`.
 */
export function readSet(reader: TokenReader): OfflineRequest | null {
  const verb = reader.take(...Object.keys(STATUS_VERBS));
  if (verb !== null) return readStatusVerb(reader, STATUS_VERBS[verb] as string);
  if (reader.take(...VERBS) === null) return null;
  return (
    reader.attempt(() => readFieldOf(reader)) ?? reader.attempt(() => readFieldTo(reader)) ?? readMark(reader)
  );
}

function readStatusVerb(reader: TokenReader, value: string): OfflineRequest | null {
  const selection = readSelection(reader);
  return selection && { kind: 'set', field: 'status', value, selection };
}

/** field `of` records `to` value: the last `to` divides them, since conditions may hold one. */
function readFieldOf(reader: TokenReader): OfflineRequest | null {
  const field = readField(reader);
  if (field === null || reader.take('of', 'on', 'for', 'in') === null) return null;
  const divider = reader.lastIndexOf('to');
  if (divider < 0) {
    const selection = readSelection(reader);
    return selection && { kind: 'set', field, value: null, selection };
  }
  const records = reader.until(divider);
  const selection = readSelection(records);
  if (!selection || !records.atEnd) return null;
  return { kind: 'set', field, value: readNewValue(reader), selection };
}

/** field `to` value `for` records. */
function readFieldTo(reader: TokenReader): OfflineRequest | null {
  const field = readField(reader);
  if (field === null || reader.take('to', '=') === null) return null;
  const value = readNewValue(reader);
  if (value === null || reader.take('for', 'of', 'on', 'in') === null) return null;
  const selection = readSelection(reader);
  return selection && { kind: 'set', field, value, selection };
}

/** records `as` status, records `inactive`. */
function readMark(reader: TokenReader): OfflineRequest | null {
  const selection = readSelection(reader);
  if (!selection) return null;
  reader.take('as', 'to');
  const status = readStatusWord(reader);
  return { kind: 'set', field: 'status', value: status, selection };
}

function readNewValue(reader: TokenReader): Value | null {
  reader.take('be');
  return readValue(reader);
}
