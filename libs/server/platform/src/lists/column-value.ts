import { isIP } from 'node:net';
import { type ListColumn, type ListColumnType } from './list-definition';
import { isStorableText } from './json-literal';

/** Longer texts are no filter but an attack. */
const MAX_TEXT_LENGTH = 1_000;
const INT4 = 2_147_483_647n;
const INT8 = 9_223_372_036_854_775_807n;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** What each type expects, as the end of a sentence. */
const EXPECTED: Readonly<Record<ListColumnType, string>> = {
  text: `text of at most ${MAX_TEXT_LENGTH} characters`,
  int: 'a whole number',
  bigint: 'a whole number',
  numeric: 'a number',
  boolean: 'true or false',
  timestamptz: 'a time such as 2026-11-22T09:00:00Z, or a day such as 2026-11-22',
  inet: 'an IP address',
};

/** Why `value` is none of the column's, as a sentence; null where it is fine. */
export function refuseColumnValue(column: ListColumn, value: string): string | null {
  if (column.values)
    return column.values.includes(value) ? null : `Expected one of ${column.values.join(', ')}.`;
  return isOfType(column.type, value) ? null : `Expected ${EXPECTED[column.type]}.`;
}

function isOfType(type: ListColumnType, value: string): boolean {
  switch (type) {
    case 'text':
      return value.length <= MAX_TEXT_LENGTH && isStorableText(value);
    case 'int':
      return isInteger(value, INT4);
    case 'bigint':
      return isInteger(value, INT8);
    case 'numeric':
      return value.length <= 40 && /^-?\d+(?:\.\d+)?$/.test(value);
    case 'boolean':
      return value === 'true' || value === 'false';
    case 'timestamptz':
      return RFC_3339.test(value) && isRealTime(value);
    case 'inet':
      return isIP(value) !== 0 && !value.includes('%');
  }
}

function isInteger(value: string, max: bigint): boolean {
  if (value.length > 20 || !/^-?\d+$/.test(value)) return false;
  const number = BigInt(value);
  return number <= max && number >= -max - 1n;
}

/** JavaScript reads 30 February as 2 March where PostgreSQL refuses it. */
function isRealTime(value: string): boolean {
  if (Number.isNaN(Date.parse(value))) return false;
  const day = value.slice(0, 10);
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day) && !day.startsWith('0000');
}
