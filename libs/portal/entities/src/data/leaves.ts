import { type Entity, type FieldChange, type JsonObject, type JsonValue } from '@bureau/contracts';
import { same } from './merge-patch';

/** What people write into a record, in the order in which it is shown. */
const COLUMNS = ['name', 'description', 'status', 'type', 'owner_id'] as const;

/** One value of a record: a column, or `metadata.<path>` for one value inside its metadata. */
export interface Leaf {
  field: string;
  value: JsonValue;
}

/** A record's values one by one. Lists are one value, and so are objects without a key. */
export function leavesOf(record: Entity): Leaf[] {
  const columns = COLUMNS.filter((column) => column in record).map((field) => ({
    field,
    value: record[field],
  }));
  return [...columns, ...metadataLeaves(record.metadata ?? {})];
}

/** The values inside an object, by their paths. */
export function metadataLeaves(object: JsonObject, prefix = 'metadata'): Leaf[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const field = `${prefix}.${key}`;
    return isFilled(value) ? metadataLeaves(value, field) : [{ field, value }];
  });
}

/** What turns one state of a record into another. */
export function changesBetweenStates(from: Entity, to: Entity): FieldChange[] {
  const [before, after] = [byField(from), byField(to)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((field) => ({ field, from: before.get(field) ?? null, to: after.get(field) ?? null }))
    .filter((change) => !same(change.from, change.to));
}

/** A merge patch that sets one value and touches nothing else; null removes a value of the metadata. */
export function patchOf(field: string, value: JsonValue): JsonObject {
  return field.split('.').reduceRight<JsonValue>((inner, key) => ({ [key]: inner }), value) as JsonObject;
}

function byField(record: Entity): Map<string, JsonValue> {
  return new Map(leavesOf(record).map(({ field, value }) => [field, value]));
}

function isFilled(value: JsonValue): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
  );
}
