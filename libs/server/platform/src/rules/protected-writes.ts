import { type JsonValue, type ProblemField, type RuleFieldPath } from '@bureau/contracts';

/** A field that may not be written, with its address. */
export interface ProtectedField extends RuleFieldPath {
  access: 'hidden' | 'read_only';
}

/**
 * What of new values touches fields that may not be written. It depends on the values alone and never on the row, so
 * that a refusal tells nothing of what is hidden.
 * @param values new values by column; undefined is not given
 */
export function refusedWrites(
  fields: readonly ProtectedField[],
  values: Readonly<Record<string, unknown>>,
): ProblemField[] {
  return fields.flatMap(({ column, keys, access }) => {
    const value = values[column] as JsonValue | undefined;
    const touched = value === undefined ? null : touchedAt(value, keys);
    if (touched === null) return [];
    const field = [column, ...touched].join('.');
    const detail =
      access === 'hidden' ? `You may not see or change ${field}.` : `You may not change ${field}.`;
    return [{ pointer: pointerOf(column, touched), code: 'FIELD_PROTECTED', detail }];
  });
}

/** Where a value reaches a protected place: at it, or by putting something above it that takes it away. */
function touchedAt(value: JsonValue, keys: readonly string[]): readonly string[] | null {
  let at: JsonValue = value;
  for (const [n, key] of keys.entries()) {
    if (typeof at !== 'object' || at === null || Array.isArray(at)) return keys.slice(0, n);
    const inner: JsonValue | undefined = Object.hasOwn(at, key) ? at[key] : undefined;
    if (inner === undefined) return null;
    at = inner;
  }
  return keys;
}

function pointerOf(column: string, keys: readonly string[]): string {
  return [column, ...keys].map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
