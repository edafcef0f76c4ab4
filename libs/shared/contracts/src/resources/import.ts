import type { ImportStatus } from '../catalogues/statuses';
import type { JsonValue } from './entity';

export const IMPORT_FORMATS = ['csv', 'ndjson'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** `skip_bad` imports what is good; `all_or_nothing` imports nothing where one row is bad. */
export const IMPORT_MODES = ['skip_bad', 'all_or_nothing'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** What happens to a row whose key a record has already. */
export const IMPORT_ON_MATCH = ['update', 'skip', 'error'] as const;
export type ImportOnMatch = (typeof IMPORT_ON_MATCH)[number];

/** What the text of a cell is read as. */
export const IMPORT_VALUE_TYPES = ['text', 'integer', 'number', 'boolean', 'date', 'json'] as const;
export type ImportValueType = (typeof IMPORT_VALUE_TYPES)[number];

/** How dates are written in a file, and numbers with a comma. */
export const IMPORT_VALUE_FORMATS = [
  'YYYY-MM-DD',
  'DD.MM.YYYY',
  'DD/MM/YYYY',
  'MM/DD/YYYY',
  'decimal_comma',
] as const;
export type ImportValueFormat = (typeof IMPORT_VALUE_FORMATS)[number];

/** Fields of a record that a column can fill; `metadata.<path>` besides. */
export const IMPORT_TARGETS = ['name', 'description', 'status', 'type', 'owner', 'metadata'] as const;

/** Where one column of the file goes. Columns that are not named are left out. */
export interface ImportColumn {
  /** The column's title, as the preview names it. */
  source: string;
  /** One of {@link IMPORT_TARGETS} or `metadata.<path>`. */
  target: string;
  /** `text` where absent. */
  type?: ImportValueType;
  format?: ImportValueFormat;
}

/** Body of `POST /imports/{id}/start`. */
export interface StartImport {
  columns: ImportColumn[];
  /** `skip_bad` where absent. */
  mode?: ImportMode;
  /** A column whose values name records: rows that match one update it. Its target is `name` or `metadata.<path>`. */
  key_column?: string;
  /** `update` where absent. */
  on_match?: ImportOnMatch;
  /** Type of records whose row names none. */
  entity_type?: string;
  /** Whether the first row of a CSV file holds titles; as the preview guessed where absent. */
  has_header?: boolean;
  /** Checks every row and writes nothing: the import is `uploaded` again then, with its figures and errors. */
  check_only?: boolean;
}

/** What an import does with its file, complete and checked. */
export interface ImportPlan {
  columns: ImportColumn[];
  mode: ImportMode;
  key_column: string | null;
  on_match: ImportOnMatch;
  entity_type: string | null;
  has_header: boolean;
  check_only?: boolean;
}

export interface ImportRowError {
  line: number;
  column: string | null;
  detail: string;
}

/** A running or finished import of records. */
export interface ImportJob {
  id: number;
  status: ImportStatus;
  file_name: string;
  format: ImportFormat;
  /** What a running import does: rows are checked first and written then. */
  phase: 'checking' | 'writing' | null;
  rows_read: number;
  /** Known once all rows are checked. */
  rows_total: number | null;
  rows_created: number;
  rows_updated: number;
  /** Rows whose record already is so, or that were to be skipped where their key exists. */
  rows_unchanged: number;
  rows_failed: number;
  /** The first 1,000 rows that could not be imported; the first 100 in lists. All: `GET /imports/{id}/errors`. */
  errors: ImportRowError[];
  error: string | null;
  /** What was last said of the columns; null where nobody said anything yet, or the titles in the file say it. */
  plan: ImportPlan | null;
  /** The change set that holds what was imported; taking it back undoes the import. */
  change_set_id: number | null;
  requested_by: number;
  created_at: string;
  finished_at: string | null;
  version: number;
}

/** One column of a file, with what it seems to be. */
export interface ImportPreviewColumn {
  /** Unique in the file: a title that stands twice is numbered, one that is missing is made. */
  source: string;
  type: ImportValueType;
  format: ImportValueFormat | null;
  /** Null: better left out. */
  target: string | null;
  /** Cells of the first rows that hold nothing. */
  empty: number;
}

/** What a file looks like, before anything is done with it. */
export interface ImportPreview {
  format: ImportFormat;
  encoding: string;
  /** Null for NDJSON. */
  delimiter: string | null;
  has_header: boolean;
  columns: ImportPreviewColumn[];
  /** The first rows: values in the order of the columns. */
  rows: { line: number; values: JsonValue[]; problem: string | null }[];
}
