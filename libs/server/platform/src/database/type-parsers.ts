import pg from 'pg';

const INT8 = 20;
const TIMESTAMPTZ = 1184;

/**
 * RFC 3339 in UTC with milliseconds, from PostgreSQL's text (`2026-11-22 09:14:00.12+00`) or its JSON
 * (`2026-11-22T09:14:00.12+00:00`). Sessions run in UTC, so the offset is always zero.
 */
export function toRfc3339(text: string): string {
  const fraction = text.length > 19 && text[19] === '.' ? text.slice(20, 23).replace(/\D.*$/, '') : '';
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(3, '0')}Z`;
}

/** Makes the driver return rows in the shapes of the wire; see {@link Executor}. Ids stay far below 2^53. */
export function installTypeParsers(): void {
  pg.types.setTypeParser(INT8, Number);
  pg.types.setTypeParser(TIMESTAMPTZ, toRfc3339);
}
