import pg from 'pg';

const INT8 = 20;
const TIMESTAMPTZ = 1184;
/** Where `2026-11-22 09:14:00` ends. */
const SECONDS_END = 19;
const DOT = 46;
const isDigit = (code: number) => code >= 48 && code <= 57;

/**
 * RFC 3339 in UTC with milliseconds, from PostgreSQL's text (`2026-11-22 09:14:00.12+00`) or its JSON
 * (`2026-11-22T09:14:00.12+00:00`). Sessions run in UTC, so the offset is always zero.
 */
export function toRfc3339(text: string): string {
  let digits = 0;
  if (text.charCodeAt(SECONDS_END) === DOT)
    while (digits < 3 && isDigit(text.charCodeAt(SECONDS_END + 1 + digits))) digits++;
  const fraction = text.slice(SECONDS_END + 1, SECONDS_END + 1 + digits) + '000'.slice(digits);
  return `${text.slice(0, 10)}T${text.slice(11, SECONDS_END)}.${fraction}Z`;
}

/** Makes the driver return rows in the shapes of the wire; see {@link Executor}. Ids stay far below 2^53. */
export function installTypeParsers(): void {
  pg.types.setTypeParser(INT8, Number);
  pg.types.setTypeParser(TIMESTAMPTZ, toRfc3339);
}
