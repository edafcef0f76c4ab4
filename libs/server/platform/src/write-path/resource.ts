/** SQL types that a writable column may have. */
export type ColumnType =
  'text' | 'text[]' | 'int' | 'bigint' | 'numeric' | 'boolean' | 'jsonb' | 'timestamptz' | 'inet';

export interface ColumnDefinition {
  type: ColumnType;
  /** Its values never reach the audit log or an event; the audit row says only that it changed. */
  secret?: true;
  /** Machine state (leases, counters): written, but neither audited nor counted as a change. */
  internal?: true;
  /** SQL of the value that a new row has where none is given; null otherwise. */
  default?: string;
}

/** What the write path must know to write one kind of record, with its audit row and its event. */
export interface ResourceDefinition<Row extends { id: number }> {
  /** Singular: `entity_type` of audit rows, prefix of actions and of the event's topic (`entity.changed`). */
  type: string;
  table: string;
  /** Columns that may be written. Every table has `id`, `version` and `updated_at` besides, kept by the write path. */
  columns: Readonly<Record<string, ColumnDefinition>>;
  /** Columns of the row that comes back. */
  returning: readonly (keyof Row & string)[];
  /** Columns that the event carries beside `id`, `change` and `version`. */
  event?: readonly (keyof Row & string)[];
  /** Has `deleted_at`: deleting moves to the trash. */
  trash?: boolean;
  /**
   * An internal `jsonb` column with the paths of fields that an agent wrote and nobody has looked at since. The write path
   * keeps it in the statement of every change.
   */
  unreviewed?: string;
  /** Its values name people: what the audit log says of them is salted, so that it can be erased. */
  personal?: true;
}

/** An SQL condition on the row alias `e`; `$1…` in it are its own values, renumbered when it is placed. */
export interface SqlRule {
  text: string;
  values: readonly unknown[];
}
