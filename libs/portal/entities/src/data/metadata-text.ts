import { type JsonObject, type JsonValue } from '@bureau/contracts';

/** One line of the metadata editor. */
export interface MetadataRow {
  key: string;
  value: string;
}

/**
 * A metadata value as it is typed, by the rule of the API's filters: a JSON number, `true`, `false` or `null` is
 * that, a list or an object is JSON, anything else is text; text that looks like one of those stands in quotes.
 */
export function toText(value: JsonValue): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return looksLikeJson(value) ? JSON.stringify(value) : value;
}

/** Reads what was typed; the inverse of `toText`. */
export function fromText(text: string): JsonValue {
  const trimmed = text.trim();
  if (!looksLikeJson(trimmed)) return text;
  try {
    return JSON.parse(trimmed) as JsonValue;
  } catch {
    return text;
  }
}

/** The editor's lines of an object. */
export function toRows(metadata: JsonObject): MetadataRow[] {
  return Object.entries(metadata).map(([key, value]) => ({ key, value: toText(value) }));
}

/** The object of the editor's lines; a line without a key is left out, the last of equal keys counts. */
export function fromRows(rows: readonly MetadataRow[]): JsonObject {
  const named = rows.map(({ key, value }) => ({ key: key.trim(), value })).filter(({ key }) => key !== '');
  return Object.fromEntries(named.map(({ key, value }) => [key, fromText(value)]));
}

function looksLikeJson(text: string): boolean {
  return /^(?:-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|true|false|null|[[{"].*)$/is.test(text);
}
