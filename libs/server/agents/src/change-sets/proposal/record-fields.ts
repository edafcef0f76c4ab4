import { type JsonObject, type JsonValue } from '@bureau/contracts';

/** The fields of a record that a change set may change. */
export const RECORD_COLUMNS = ['name', 'description', 'status', 'type', 'metadata'] as const;
export type RecordColumn = (typeof RECORD_COLUMNS)[number];

export type RecordValues = Record<RecordColumn, JsonValue>;

/** A record that is not there yet: what a create starts from. */
export const BLANK_RECORD: RecordValues = {
  name: null,
  description: null,
  status: null,
  type: null,
  metadata: {},
};

/** A field's address: a column, and for `metadata.<path>` the keys below it. */
export interface FieldPath {
  column: RecordColumn;
  keys: string[];
}

const MAX_DEPTH = 10;
const PREFIX = 'metadata.';

/** The address of a field's name, or null where there is no such field. */
export function parseField(field: string): FieldPath | null {
  const column = RECORD_COLUMNS.find((name) => name === field);
  if (column) return { column, keys: [] };
  if (!field.startsWith(PREFIX)) return null;
  const keys = field.slice(PREFIX.length).split('.');
  return keys.length <= MAX_DEPTH && keys.every((key) => key.length > 0)
    ? { column: 'metadata', keys }
    : null;
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The field's value; null where it is absent. */
export function readField(record: RecordValues, { column, keys }: FieldPath): JsonValue {
  let value: JsonValue | undefined = record[column];
  for (const key of keys) {
    value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value ?? null;
}

/** True where a value on the way to the field is no object, so that writing the field would destroy it. */
export function isBlocked(record: RecordValues, { column, keys }: FieldPath): boolean {
  let value: JsonValue | undefined = record[column];
  for (const key of keys) {
    if (value === undefined || value === null) return false;
    if (!isJsonObject(value)) return true;
    value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return false;
}

/** A copy of the record with the field changed; null takes a value out of the metadata. */
export function writeField(record: RecordValues, { column, keys }: FieldPath, to: JsonValue): RecordValues {
  return { ...record, [column]: keys.length === 0 ? to : writeKey(record[column], keys, to) };
}

function writeKey(target: JsonValue | undefined, keys: string[], to: JsonValue): JsonValue {
  const [key = '', ...rest] = keys;
  const object = isJsonObject(target) ? target : {};
  if (rest.length > 0) return { ...object, [key]: writeKey(object[key], rest, to) };
  if (to !== null) return { ...object, [key]: to };
  const { [key]: _removed, ...others } = object;
  return others;
}
