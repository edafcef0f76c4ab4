import { type TextRows } from './text-rows';

/** One SQL statement. With a `name` PostgreSQL keeps its plan, so names must come from a bounded set. */
export interface Statement {
  name?: string;
  text: string;
  values?: readonly unknown[];
}

/** What runs statements: the pool, or one open transaction. */
export interface Executor {
  /**
   * Rows of the result as they go over the wire: `bigint` columns are numbers, `numeric` are strings, `timestamptz`
   * are RFC 3339 strings in UTC with milliseconds (`2026-11-22T09:14:00.120Z`), `jsonb` is parsed.
   */
  query<Row extends object>(statement: Statement): Promise<Row[]>;
  /** Says that outbox rows were written: the relay is woken once they are committed. */
  wroteEvents(): void;
}

/** What lists are read from. */
export interface ListSource extends Executor {
  /** Rows of the result as they came, to become objects or JSON. */
  texts(statement: Statement): Promise<TextRows>;
}

/** One open transaction, which can also take rows in bulk. */
export interface Transaction extends Executor {
  /**
   * Writes rows by `COPY`, as fast as they come and no faster than PostgreSQL takes them.
   * @param text `copy … from stdin` in the text format
   * @param lines rows in that format, each with its line end (see {@link copyLine})
   */
  copyIn(text: string, lines: Iterable<string>): Promise<void>;
}

/** Reads from one snapshot of the database. */
export interface SnapshotReader {
  query<Row extends object>(statement: Statement): Promise<Row[]>;
  /** The rows of a query by a cursor of the server, a piece of `size` at a time; one cursor after the other. */
  cursor<Row extends object>(statement: Statement, size: number): AsyncGenerator<Row[], void>;
}

/** A row in the text format of `COPY`; null is SQL's null. */
export function copyLine(values: readonly (string | number | null)[]): string {
  return `${values.map(copyValue).join('\t')}\n`;
}

function copyValue(value: string | number | null): string {
  if (value === null) return '\\N';
  return typeof value === 'number' ? String(value) : value.replace(/[\\\t\n\r]/g, escaped);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};
const escaped = (character: string) => ESCAPES[character] ?? character;
