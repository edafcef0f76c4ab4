/** A JSON value that a stored one is compared with. */
export interface JsonLiteral {
  type: 'number' | 'string' | 'boolean' | 'null';
  /** Its JSON text; a number keeps every digit that was given. */
  json: string;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;
/** PostgreSQL's numeric takes far more; nobody asks for it. */
const MAX_NUMBER_LENGTH = 100;

/**
 * Reads a filter's value as a JSON number, `true`, `false`, `null` or quoted text where it is one, else as text:
 * `1` is a number, `"1"` and `01` are text.
 */
export function parseJsonLiteral(value: string): JsonLiteral {
  if (value === 'null') return { type: 'null', json: value };
  if (value === 'true' || value === 'false') return { type: 'boolean', json: value };
  if (value.length <= MAX_NUMBER_LENGTH && NUMBER.test(value)) return { type: 'number', json: value };
  return { type: 'string', json: JSON.stringify(unquote(value)) };
}

function unquote(value: string): string {
  if (value.length < 2 || !value.startsWith('"') || !value.endsWith('"')) return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'string' && isStorableText(parsed) ? parsed : value;
  } catch {
    return value;
  }
}

/** Whether PostgreSQL can store the text: it has no NUL character and no half of a surrogate pair. */
export function isStorableText(value: string): boolean {
  return !value.includes('\0') && value.isWellFormed();
}
