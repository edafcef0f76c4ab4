import { type FilterOperator, type ListColumn } from './list-definition';
import { type JsonLiteral } from './json-literal';

/** One condition on a column. `values` has one entry, except for `in`; for `is_null` it is `true` or `false`. */
export interface ColumnFilter {
  kind: 'column';
  column: ListColumn;
  operator: FilterOperator;
  values: readonly string[];
}

/** One condition on a value inside a `jsonb` column. An empty path is the column itself. */
export interface JsonFilter {
  kind: 'json';
  sql: string;
  path: readonly string[];
  operator: FilterOperator;
  /** One entry, except for `in`; none for `is_null` and `like`. */
  literals: readonly JsonLiteral[];
  /** The pattern of `like`, or `true`/`false` of `is_null`. */
  text: string;
}

/** Every word must be in the record's text, as it is or as the beginning of a word. */
export interface SearchFilter {
  kind: 'search';
  sql: string;
  words: readonly string[];
}

export type Filter = ColumnFilter | JsonFilter | SearchFilter;

/** One key of a sort; the last key of every sort is `id`. */
export interface SortKey {
  /** As the caller writes it, with `-` for descending. */
  term: string;
  sql: string;
  /** Set where the key is a path inside `sql`, which is `jsonb` then. */
  path?: readonly string[];
  /** Set where the key is how well the row, whose `tsvector` is `sql`, matches these words. */
  words?: readonly string[];
  type: string;
  nullable: boolean;
  descending: boolean;
}

/** A cursor's key values as PostgreSQL writes them as text. */
export type CursorValues = readonly (string | null)[];

/** A list request that was understood and checked. */
export interface ListQuery {
  filters: readonly Filter[];
  sort: readonly SortKey[];
  /** Keys of the row that the page follows. */
  after: CursorValues | null;
  /** Keys of the row that the page precedes; `end` for the last page. Not together with `after`. */
  before: CursorValues | 'end' | null;
  limit: number;
  count: 'none' | 'exact' | 'capped';
  flags: ReadonlySet<string>;
  include: ReadonlySet<string>;
  /** The fields to answer with, `id` and `version` among them; null: all. */
  fields: readonly string[] | null;
}

/** Query parameters as they arrive: strings, or several under one name. */
export type RawQuery = Readonly<Record<string, string | readonly string[] | undefined>>;
