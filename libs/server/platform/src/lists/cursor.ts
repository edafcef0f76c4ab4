import { type CursorValues, type SortKey } from './list-query';
import { isStorableText } from './json-literal';

/** Says how the rest is to be read, so that a later format can tell old cursors. */
const FORMAT = 1;
const MAX_LENGTH = 4_000;
/** As PostgreSQL writes a `timestamptz` in UTC under the ISO date style. */
const TIMESTAMP = /^\d{4,6}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?\+00$/;

/** The cursor of the page that follows a row. `values` are the texts of the row's sort keys. */
export function encodeCursor(sort: readonly SortKey[], values: CursorValues): string {
  return Buffer.from(JSON.stringify([FORMAT, termsOf(sort), ...values])).toString('base64url');
}

/** The key values in a cursor; null where it is none of ours, was tampered with, or belongs to another sort. */
export function decodeCursor(sort: readonly SortKey[], cursor: string): CursorValues | null {
  if (cursor.length > MAX_LENGTH || !/^[\w-]+$/.test(cursor)) return null;
  const parsed = parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!Array.isArray(parsed)) return null;
  const [format, terms, ...values] = parsed as unknown[];
  if (format !== FORMAT || terms !== termsOf(sort) || values.length !== sort.length) return null;
  return values.every((value, i) => isValueOf(sort[i] as SortKey, value)) ? (values as CursorValues) : null;
}

function termsOf(sort: readonly SortKey[]): string {
  return sort.map((key) => key.term).join(',');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isValueOf(key: SortKey, value: unknown): boolean {
  if (value === null) return key.nullable;
  if (typeof value !== 'string' || !isStorableText(value)) return false;
  switch (key.type) {
    case 'int':
      return /^-?\d{1,9}$/.test(value) || (/^-?\d{10}$/.test(value) && Math.abs(Number(value)) < 2 ** 31);
    case 'bigint':
      return /^-?\d{1,18}$/.test(value);
    case 'numeric':
      return value.length < 200 && /^-?\d+(?:\.\d+)?$/.test(value);
    case 'boolean':
      return value === 'true' || value === 'false';
    case 'timestamptz':
      return TIMESTAMP.test(value) && !Number.isNaN(Date.parse(`${value}:00`));
    case 'jsonb':
      return isStorableJson(value);
    case 'inet':
      return /^[\da-f:./]{2,50}$/.test(value);
    default:
      return true;
  }
}

function isStorableJson(text: string): boolean {
  if (text.includes('\\u0000') || /\\ud[89a-f]/i.test(text)) return false;
  return text === 'null' || parse(text) !== null;
}
