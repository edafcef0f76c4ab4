import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { type Entity } from '@bureau/contracts';
import ExcelJS from 'exceljs';
import { neutralText } from '../imports/plan/neutral-text';
import { csvLine } from './csv-line';
import { type Cell, type ExportColumn } from './export-columns';

export type Rows = Partial<Entity>[];
type Pages = AsyncGenerator<Rows, void>;

/** One JSON object a line, exactly as the API answers with it. */
export async function* ndjsonFile(pages: Pages): AsyncGenerator<string, void> {
  for await (const page of pages) yield page.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** A line of titles and a line a record (RFC 4180). */
export async function* csvFile(pages: Pages, columns: readonly ExportColumn[]): AsyncGenerator<string, void> {
  yield csvLine(columns.map(({ title }) => title));
  for await (const page of pages)
    yield page.map((row) => csvLine(columns.map(({ cell }) => csvCell(cell(row))))).join('');
}

function csvCell(cell: Cell): string | number | null {
  return typeof cell === 'boolean' ? String(cell) : cell;
}

/** Bytes of the workbook that wait to be taken. */
const HIGH_WATER = 262_144;
/** Characters that a cell of a workbook can hold. */
const MAX_CELL = 32_767;

/** A workbook with one sheet, written row by row; it goes on only as fast as it is read. */
export async function* xlsxFile(
  pages: Pages,
  columns: readonly ExportColumn[],
): AsyncGenerator<Buffer, void> {
  const out = new PassThrough({ highWaterMark: HIGH_WATER });
  const left = new AbortController();
  const writing = writeSheet(pages, columns, out, left.signal).catch((error: Error) => {
    out.destroy(error);
  });
  try {
    yield* out as AsyncIterable<Buffer>;
  } finally {
    left.abort();
    out.destroy();
    await writing;
    await pages.return();
  }
}

async function writeSheet(
  pages: Pages,
  columns: readonly ExportColumn[],
  out: PassThrough,
  left: AbortSignal,
): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out });
  const sheet = book.addWorksheet('Records');
  sheet.addRow(columns.map(({ title }) => sheetCell(title))).commit();
  for await (const page of pages) {
    for (const row of page) sheet.addRow(columns.map(({ cell }) => sheetCell(cell(row)))).commit();
    // The sheet is compressed beside this: it is given its turn, and then whoever reads.
    await new Promise(setImmediate);
    if (out.writableNeedDrain) await once(out, 'drain', { signal: left });
    left.throwIfAborted();
  }
  sheet.commit();
  await book.commit();
}

function sheetCell(cell: Cell): Cell {
  return typeof cell === 'string' ? neutralText(cell).slice(0, MAX_CELL) : cell;
}
