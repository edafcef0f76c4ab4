import { ENTITY_STATUSES, type JsonValue, RELATION_TYPES } from '@bureau/contracts';
import { type FieldPath, isJsonObject, type RecordValues } from './record-fields';

const MAX_NAME = 255;
const MAX_TYPE = 100;
const MAX_DESCRIPTION = 20_000;
export const MAX_METADATA_BYTES = 64 * 1024;

/** Why the value is none that the field may have, as a sentence; null where it is one. */
export function refuseValue({ column, keys }: FieldPath, to: JsonValue): string | null {
  if (!isStorable(to)) return 'Text may not hold NUL characters or halves of characters.';
  if (keys.length > 0) return null;
  switch (column) {
    case 'name':
      return isText(to, MAX_NAME) && to.trim() !== ''
        ? null
        : `A name is a text of 1 to ${MAX_NAME} characters.`;
    case 'description':
      return to === null || isText(to, MAX_DESCRIPTION)
        ? null
        : `A description is a text of at most ${MAX_DESCRIPTION} characters.`;
    case 'type':
      return to === null || (isText(to, MAX_TYPE) && to !== '')
        ? null
        : `A type is a text of 1 to ${MAX_TYPE} characters.`;
    case 'status':
      return isOneOf(ENTITY_STATUSES, to) ? null : `A status is one of ${ENTITY_STATUSES.join(', ')}.`;
    case 'metadata':
      return isJsonObject(to) ? null : 'Metadata is an object.';
  }
}

/** Why the record as a whole may not be so. */
export function refuseRecord({ metadata }: RecordValues): string | null {
  const bytes = storedBytes(metadata);
  return bytes <= MAX_METADATA_BYTES
    ? null
    : `The record's metadata would take ${bytes} of at most ${MAX_METADATA_BYTES} bytes.`;
}

/** Bytes of a value as PostgreSQL counts them: its text has a space behind every colon and comma. */
function storedBytes(value: JsonValue): number {
  if (Array.isArray(value)) return 2 + separators(value.length) + sum(value.map(storedBytes));
  if (!isJsonObject(value)) return Buffer.byteLength(JSON.stringify(value));
  const entries = Object.entries(value);
  return (
    2 +
    separators(entries.length) +
    sum(entries.map(([key, inner]) => storedBytes(key) + 2 + storedBytes(inner)))
  );
}

function separators(count: number): number {
  return 2 * Math.max(0, count - 1);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

export function isRelationType(value: JsonValue | undefined): boolean {
  return isOneOf(RELATION_TYPES, value);
}

export function isRecordId(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function isText(value: JsonValue, max: number): value is string {
  return typeof value === 'string' && value.length <= max;
}

function isOneOf(values: readonly string[], value: JsonValue | undefined): boolean {
  return typeof value === 'string' && values.includes(value);
}

/** PostgreSQL stores no NUL and no half of a surrogate pair, neither in values nor in keys. */
export function isStorable(value: JsonValue): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (Array.isArray(value)) return value.every(isStorable);
  return (
    !isJsonObject(value) ||
    Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner))
  );
}
