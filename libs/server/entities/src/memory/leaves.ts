import { isDeepStrictEqual } from 'node:util';
import { type FieldChange, type JsonObject, type JsonValue } from '@bureau/contracts';

/** Values by column, or a JSON object, down to single values: `status`, `metadata.price`. Lists are one value. */
export function leavesOf(values: JsonObject): Map<string, JsonValue> {
  const leaves = new Map<string, JsonValue>();
  const walk = (path: string, value: JsonValue): void => {
    if (!isObject(value) || isEmpty(value)) return void leaves.set(path, value);
    for (const [key, inner] of Object.entries(value)) walk(`${path}.${key}`, inner);
  };
  for (const [column, value] of Object.entries(values)) walk(column, value);
  return leaves;
}

/** What differs between two sets of values, as the database's `bureau_changed_paths` finds it. */
export function changesBetween(before: JsonObject | null, after: JsonObject | null): FieldChange[] {
  const [old, now] = [leavesOf(before ?? {}), leavesOf(after ?? {})];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((field) => !isDeepStrictEqual(old.get(field), now.get(field)))
    .map((field) => ({ field, from: old.get(field) ?? null, to: now.get(field) ?? null }))
    .filter(({ from, to }) => !(isNothing(from) && isNothing(to)));
}

/** Absent, or an object that only stands around what it gets or loses. */
function isNothing(value: JsonValue): boolean {
  return value === null || (isObject(value) && isEmpty(value));
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: JsonObject): boolean {
  return Object.keys(value).length === 0;
}
