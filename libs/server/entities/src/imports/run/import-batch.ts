import { copyLine } from '@bureau/platform';
import { type JsonObject } from '@bureau/contracts';
import { type RowError } from './import-errors';

/** Rows that are stored by one step of the check. */
const MAX_ROWS = 2_000;
/** Characters of JSON of one step, so that long rows do not fill the memory. */
const MAX_CHARACTERS = 2_097_152;

/** A good row, as it waits to be written. */
export interface CheckedRow {
  n: number;
  line: number;
  key: string | JsonObject | null;
  record: JsonObject;
}

/** Rows that are checked and stored together. */
export class ImportBatch {
  readonly rows: CheckedRow[] = [];
  readonly errors: RowError[] = [];
  private characters = 0;

  get size(): number {
    return this.rows.length + this.errors.length;
  }

  get isFull(): boolean {
    return this.size >= MAX_ROWS || this.characters >= MAX_CHARACTERS;
  }

  add(row: CheckedRow, characters: number): void {
    this.rows.push(row);
    this.characters += characters;
  }

  /** Lines for `COPY import_rows`. */
  *rowLines(importId: number): Generator<string> {
    for (const { n, line, key, record } of this.rows)
      yield copyLine([importId, n, line, key === null ? null : JSON.stringify(key), JSON.stringify(record)]);
  }

  /** Lines for `COPY import_errors`. */
  *errorLines(importId: number): Generator<string> {
    for (const { n, line, column, detail } of this.errors)
      yield copyLine([importId, n, line, column, detail]);
  }
}
