import { type JsonObject, type JsonValue, type RuleFieldPath } from '@bureau/contracts';

/** A JSON value without what lies under the keys, inside lists as well: what `bureau_without` does in SQL. */
export function withoutKeys(value: JsonValue, keys: readonly string[]): JsonValue {
  if (Array.isArray(value)) return value.map((one) => withoutKeys(one, keys));
  if (typeof value !== 'object' || value === null) return value;
  const [key = '', ...rest] = keys;
  if (!Object.hasOwn(value, key)) return value;
  if (rest.length > 0) return { ...value, [key]: withoutKeys(value[key] ?? null, rest) };
  const { [key]: _hidden, ...others } = value;
  return others;
}

/** Whether one address lies in the other, or is the same. */
export function contains(outer: RuleFieldPath, inner: RuleFieldPath): boolean {
  return outer.column === inner.column && outer.keys.every((key, n) => inner.keys[n] === key);
}

/** A field's value without what is hidden in it; undefined where all of it is. */
export function visiblePart(
  hidden: readonly RuleFieldPath[],
  field: RuleFieldPath,
  value: JsonValue,
): JsonValue | undefined {
  if (hidden.some((path) => contains(path, field))) return undefined;
  return hidden
    .filter((path) => contains(field, path))
    .reduce((rest, path) => withoutKeys(rest, path.keys.slice(field.keys.length)), value);
}

/** The members of an object of columns that may be seen, e.g. the old values of an audit row. */
export function visibleColumns(hidden: readonly RuleFieldPath[], values: JsonObject): JsonObject {
  const seen = Object.entries(values).map(([column, value]) => [
    column,
    visiblePart(hidden, { column, keys: [] }, value),
  ]);
  return Object.fromEntries(seen.filter(([, value]) => value !== undefined)) as JsonObject;
}
