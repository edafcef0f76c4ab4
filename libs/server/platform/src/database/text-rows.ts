import pg from 'pg';
import { toRfc3339 } from './type-parsers';

type Text = string | null;

/**
 * Rows of a result as PostgreSQL's texts. A page goes out as JSON that is put together from them: parsing each value and
 * writing it again takes several times as long.
 */
export interface TextRows {
  columns: readonly ColumnOfTexts[];
  rows: (readonly Text[])[];
}

export interface ColumnOfTexts {
  name: string;
  /** PostgreSQL's number of the type. */
  type: number;
}

/** Every value stays the text that PostgreSQL sent. */
export const AS_TEXT = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig;

const { BOOL, INT2, INT4, INT8, JSON: PLAIN_JSON, JSONB, TIMESTAMPTZ } = pg.types.builtins;
/** Their text is JSON as it stands. */
const VERBATIM: readonly number[] = [INT2, INT4, INT8, PLAIN_JSON, JSONB];

/** The rows as the driver would have given them. */
export function rowObjects<Row extends object>({ columns, rows }: TextRows): Row[] {
  const readers = readersOf(columns);
  return rows.map((row) => {
    const object: Record<string, unknown> = {};
    let i = 0;
    for (const { name, parse } of readers) {
      const text = row[i++];
      object[name] = text == null ? null : parse(text);
    }
    return object as Row;
  });
}

interface Reader {
  name: string;
  parse: (text: string) => unknown;
}

/** The columns of a named statement are the same array each time. */
const READERS = new WeakMap<readonly ColumnOfTexts[], readonly Reader[]>();

function readersOf(columns: readonly ColumnOfTexts[]): readonly Reader[] {
  let readers = READERS.get(columns);
  if (!readers) {
    readers = columns.map(({ name, type }) => ({
      name,
      parse: pg.types.getTypeParser(type, 'text') as Reader['parse'],
    }));
    READERS.set(columns, readers);
  }
  return readers;
}

/** The rows as a JSON array: the same values as those of {@link rowObjects}. */
export function rowsJson({ columns, rows }: TextRows): string {
  const parts = columns.map(({ name, type }, i) => ({
    key: `${i === 0 ? '{' : ','}${JSON.stringify(name)}:`,
    encode: encoderOf(type),
  }));
  let json = '[';
  for (const row of rows) {
    json += json.length > 1 ? ',' : '';
    let i = 0; // counted by hand: pairs of index and part, made for each value, took longer than all the rest
    for (const part of parts) {
      const text = row[i++];
      json += part.key + (text == null ? 'null' : part.encode(text));
    }
    json += '}';
  }
  return `${json}]`;
}

function encoderOf(type: number): (text: string) => string {
  if (VERBATIM.includes(type)) return (text) => text;
  if (type === TIMESTAMPTZ) return (text) => `"${toRfc3339(text)}"`;
  if (type === BOOL) return (text) => (text === 't' ? 'true' : 'false');
  const parse = pg.types.getTypeParser(type, 'text') as (text: string) => unknown;
  return (text) => JSON.stringify(parse(text));
}
