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
