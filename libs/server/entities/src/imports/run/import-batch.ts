import { type ImportRowError } from '@bureau/contracts';
import { type NewEntity } from '../../entity-input';
import { type RowResult } from '../csv/record-of-row';
import { type ImportProgress } from './import-lease';

/** Rows written by one statement. */
const MAX_ROWS = 500;
/** Characters of JSON of one statement, so that long rows do not fill the memory. */
const MAX_CHARACTERS = 2_097_152;
/** Errors kept of one import: enough to see what is wrong with a file. */
const MAX_ERRORS = 100;

/** Rows that wait to be written together, and what the import's figures will be then. */
export class ImportBatch {
  readonly records: NewEntity[] = [];
  private readonly errors: ImportRowError[] = [];
  private failed = 0;
  private characters = 0;

  constructor(private readonly before: ImportProgress) {}

  get isEmpty(): boolean {
    return this.records.length + this.failed === 0;
  }

  get isFull(): boolean {
    return this.records.length + this.failed >= MAX_ROWS || this.characters >= MAX_CHARACTERS;
  }

  add(result: RowResult): void {
    if ('record' in result) {
      this.records.push(result.record);
      this.characters += JSON.stringify(result.record).length;
      return;
    }
    this.failed++;
    if (this.before.errors.length + this.errors.length < MAX_ERRORS) this.errors.push(result.error);
  }

  /** The figures once this batch is written. */
  progress(): ImportProgress {
    const { before } = this;
    return {
      rows_read: before.rows_read + this.records.length + this.failed,
      rows_created: before.rows_created + this.records.length,
      rows_failed: before.rows_failed + this.failed,
      errors: [...before.errors, ...this.errors],
      version: before.version + 1,
    };
  }
}
