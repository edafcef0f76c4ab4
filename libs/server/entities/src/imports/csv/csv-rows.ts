import { pipeline, Readable } from 'node:stream';
import { type CsvError, parse, type Info, type Parser } from 'csv-parse';
import { delimiterOf } from './delimiter';
import { Newlines } from './newlines';

/** A row of the file and the line where it begins; `problem` where it could not be read. */
export interface CsvRow {
  line: number;
  cells: readonly string[];
  problem?: string;
}

/** A longer row is a quote that was never closed: it would fill the memory. */
export const MAX_ROW_BYTES = 1_048_576;

interface ParsedRow {
  record: string[];
  info: Info;
}

/**
 * Reads the rows of a CSV file, its header among them, in constant memory. Stray quotes are taken as text; after a
 * quote that is never closed comes one last row with a problem.
 * @param pieces the file in order, UTF-8
 */
export async function* csvRows(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  const texts = textOf(pieces);
  const first = await texts.next();
  if (first.done) return;
  let failure: CsvError | undefined;
  const parser = makeParser(delimiterOf(first.value), (error) => (failure ??= error));
  // What breaks the source ends the parser, and the loop below with it.
  pipeline(Readable.from(startingWith(first.value, texts)), parser, () => undefined);
  let end = 0;
  for await (const { record, info } of parser as AsyncIterable<ParsedRow>) {
    if (failure && info.lines >= Number(failure['lines'])) break;
    end = info.lines;
    yield { line: end - newlinesIn(record), cells: record };
  }
  if (failure) yield { line: end + 1, cells: [], problem: reasonOf(failure) };
}

function makeParser(delimiter: string, onFailure: (error: CsvError) => void): Parser {
  return parse({
    bom: true,
    delimiter,
    info: true,
    max_record_size: MAX_ROW_BYTES,
    on_skip: (error) => {
      if (error) onFailure(error);
    },
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    // Without it an error would throw away the rows that are read and not yet taken.
    skip_records_with_error: true,
  });
}

async function* textOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const newlines = new Newlines();
  for await (const piece of pieces) yield newlines.next(decoder.decode(piece, { stream: true }));
  yield newlines.next(decoder.decode()) + newlines.end();
  return undefined;
}

async function* startingWith(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

function newlinesIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);
}

function reasonOf({ code }: CsvError): string {
  return code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'A quote (") that begins here is never closed, so nothing after it could be read.'
    : 'This row is longer than 1 MiB, so nothing after it could be read. Is a quote (") not closed?';
}
