import { type JsonValue } from '@bureau/contracts';
import {
  MAX_DESCRIPTION_LENGTH,
  MAX_METADATA_BYTES,
  MAX_NAME_LENGTH,
  MAX_TYPE_LENGTH,
} from '../../entity-limits';
import { type MappedRecord } from './mapped-record';

/** What is wrong with a record as a whole, and with which field of it. */
export interface RecordProblem {
  target: string | null;
  detail: string;
}

/**
 * Why a row's fields are none that a record may have; null where they are.
 * @param isNew it certainly makes a new record, which needs a name
 */
export function refuseRecord(record: MappedRecord, isNew: boolean): RecordProblem | null {
  const { name, description, type, metadata } = record;
  if (name === undefined ? isNew : name.trim() === '')
    return { target: 'name', detail: 'The name is missing.' };
  const long = [
    ['name', name, MAX_NAME_LENGTH],
    ['type', type, MAX_TYPE_LENGTH],
    ['description', description, MAX_DESCRIPTION_LENGTH],
  ] as const;
  for (const [target, text, most] of long) {
    if (text && text.length > most && [...text].length > most)
      return { target, detail: `The ${target} is longer than ${most} characters.` };
  }
  if (type === '') return { target: 'type', detail: 'The type is empty.' };
  return metadata && storedBytes(metadata) > MAX_METADATA_BYTES
    ? { target: null, detail: 'The columns for the metadata hold more than 64 KiB.' }
    : null;
}

/** PostgreSQL stores no NUL and no half of a surrogate pair, neither in values nor in keys. */
export function isStorable(value: JsonValue): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (Array.isArray(value)) return value.every(isStorable);
  if (value === null || typeof value !== 'object') return true;
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner));
}

/** Bytes of JSON as PostgreSQL writes it, which puts a space behind every colon and comma. */
function storedBytes(value: JsonValue): number {
  const text = JSON.stringify(value);
  return Buffer.byteLength(text) + separatorsIn(value);
}

function separatorsIn(value: JsonValue): number {
  if (value === null || typeof value !== 'object') return 0;
  const inner = Array.isArray(value) ? value : Object.values(value);
  const own = Math.max(0, inner.length - 1) + (Array.isArray(value) ? 0 : inner.length);
  return own + inner.reduce<number>((sum, one) => sum + separatorsIn(one), 0);
}
