import { type ImportFormat } from '@bureau/contracts';
import { planColumns, UnreadableFileError, type ColumnPlan } from '../csv/csv-header';
import { csvRows } from '../csv/csv-rows';
import { recordOfRow } from '../csv/record-of-row';
import { type ImportPlan } from '../plan/import-plan';
import { mapRow, type MappedRow } from '../plan/map-row';
import { type FileRow } from './file-row';
import { ndjsonRows } from './ndjson-rows';
import { columnSources } from './source-columns';

export interface ReadOptions {
  format: ImportFormat;
  /** Null: the titles of the first row say what becomes of the columns, see {@link planColumns}. */
  plan: ImportPlan | null;
  name_column: string | null;
}

/** What became of one row; `line` is where it begins. */
export type ReadRow = MappedRow & { line: number };

/**
 * Reads a file to its end: what each row behind the titles becomes.
 * @throws UnreadableFileError where nothing of the file can be imported
 */
export async function* readRows(
  pieces: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<ReadRow> {
  const { format, plan } = options;
  if (format === 'csv') return yield* readTable(csvRows(pieces), options);
  let empty = true;
  for await (const row of ndjsonRows(pieces)) {
    empty = false;
    if (!plan) throw new UnreadableFileError('Say first what becomes of the fields of this file.');
    yield { line: row.line, ...mapRow(row, plan, []) };
  }
  if (empty) throw new UnreadableFileError('The file has no rows.');
}

async function* readTable(rows: AsyncGenerator<FileRow>, options: ReadOptions): AsyncGenerator<ReadRow> {
  let map: ((row: FileRow) => MappedRow) | null = null;
  for await (const row of rows) {
    const titled = options.plan?.has_header ?? true;
    if (map === null) {
      if (row.problem) throw new UnreadableFileError(`Line ${row.line}: ${row.problem}`);
      map = mapping(row.cells ?? [], options);
      if (titled) continue;
    }
    yield { line: row.line, ...map(row) };
  }
  if (map === null) {
    throw new UnreadableFileError('The file has no rows; the first one must hold the titles of the columns.');
  }
}

function mapping(first: readonly string[], { plan, name_column }: ReadOptions): (row: FileRow) => MappedRow {
  if (plan) {
    const sources = columnSources(plan.has_header ? first : null, first.length);
    return (row) => mapRow(row, plan, sources);
  }
  const columns = planColumns(first, name_column);
  return (row) => mapByTitles(row, columns);
}

function mapByTitles({ line, cells = [], problem }: FileRow, columns: ColumnPlan): MappedRow {
  const result = recordOfRow({ line, cells, problem }, columns);
  return 'error' in result ? result : { record: result.record, key: null };
}
