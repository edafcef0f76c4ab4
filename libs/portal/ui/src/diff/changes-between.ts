import { type FieldChange, type JsonObject, type JsonValue } from '@bureau/contracts';

/** The field changes between two sets of values, as an audit row keeps them. */
export function changesBetween(
  before: JsonObject | null | undefined,
  after: JsonObject | null | undefined,
): FieldChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const value = (values: JsonObject | null | undefined, field: string): JsonValue => values?.[field] ?? null;
  return fields.map((field) => ({ field, from: value(before, field), to: value(after, field) }));
}
