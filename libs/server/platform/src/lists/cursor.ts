import { type CursorValues, type ListQuery, type SortKey } from './list-query';
import { isStorableText } from './json-literal';

/** How the rest is to be read, and which way the page lies from the row: later formats take other numbers. */
const FORMATS = { after: 1, before: -1 } as const;
const MAX_LENGTH = 4_000;
/** As PostgreSQL writes a `timestamptz` in UTC under the ISO date style. */
const TIMESTAMP = /^\d{4,6}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?\+00$/;

/** Where a page begins: after a row, or before one; `before` without a row is the end of the list. */
export type CursorPosition = Pick<ListQuery, 'after' | 'before'>;

/** The cursor of the page after or before a row. `values` are the texts of the row's sort keys. */
export function encodeCursor(
  sort: readonly SortKey[],
  values: CursorValues | 'end',
  direction: keyof typeof FORMATS = 'after',
): string {
  const keys = values === 'end' ? [] : values;
  return Buffer.from(JSON.stringify([FORMATS[direction], termsOf(sort), ...keys])).toString('base64url');
}

/** The place that a cursor means; null where it is none of ours, was tampered with, or belongs to another sort. */
export function decodeCursor(sort: readonly SortKey[], cursor: string): CursorPosition | null {
  if (cursor.length > MAX_LENGTH || !/^[\w-]+$/.test(cursor)) return null;
  const parsed = parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!Array.isArray(parsed)) return null;
  const [format, terms, ...values] = parsed as unknown[];
  if (terms !== termsOf(sort)) return null;
  if (format === FORMATS.before && values.length === 0) return { after: null, before: 'end' };
  if (values.length !== sort.length || !values.every((value, i) => isValueOf(sort[i] as SortKey, value)))
    return null;
  if (format === FORMATS.after) return { after: values as CursorValues, before: null };
  return format === FORMATS.before ? { after: null, before: values as CursorValues } : null;
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
    case 'float4':
      return value.length < 30 && /^\d+(?:\.\d+)?(?:e[+-]\d{1,2})?$/.test(value);
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
