import {
  type ImportFormat,
  type ImportPreview,
  type ImportPreviewColumn,
  type JsonValue,
} from '@bureau/contracts';
import { csvRows } from '../csv/csv-rows';
import { delimiterOf } from '../csv/delimiter';
import { type FileRow } from '../source/file-row';
import { ndjsonRows } from '../source/ndjson-rows';
import { columnSources } from '../source/source-columns';
import { guessType, typeOfValues } from './guess-type';
import { looksLikeTitles } from './header-guess';
import { suggestTargets } from './suggest-target';

/** Rows by which types are guessed. */
const SAMPLE_ROWS = 1_000;
/** Rows that are shown. */
const SHOWN_ROWS = 20;
/** Columns of NDJSON: more are a sign that keys are data. */
const MAX_COLUMNS = 500;
/** Characters of a shown cell. */
const SHOWN_CHARACTERS = 500;

export interface PreviewOptions {
  format: ImportFormat;
  encoding: string;
  /** Whether the first row holds titles; guessed where absent. */
  has_header?: boolean;
  /** The file goes on behind its head, whose last row may be cut. */
  truncated: boolean;
}

/**
 * Looks at the beginning of a file.
 * @param head its first pieces, in order
 */
export async function previewFile(
  head: AsyncIterable<Uint8Array>,
  { format, encoding, has_header, truncated }: PreviewOptions,
): Promise<ImportPreview> {
  const pieces: Uint8Array[] = [];
  for await (const piece of head) pieces.push(piece);
  const again = async function* () {
    yield* pieces;
  };
  if (format === 'ndjson') {
    const rows = await firstRows(ndjsonRows(again()), SAMPLE_ROWS, truncated);
    const keys = [...new Set(rows.flatMap(({ object }) => Object.keys(object ?? {})))].slice(0, MAX_COLUMNS);
    const table = rows.map((row) =>
      keys.map((key) => (row.object && Object.hasOwn(row.object, key) ? (row.object[key] ?? null) : null)),
    );
    return {
      format,
      encoding,
      delimiter: null,
      has_header: false,
      ...describe(keys, rows, table, typeOfValues),
    };
  }
  const rows = await firstRows(csvRows(again()), SAMPLE_ROWS + 1, truncated);
  const titled = has_header ?? looksLikeTitles(rows);
  const first = rows[0]?.cells ?? [];
  const sources = columnSources(titled ? first : null, first.length);
  const body = titled ? rows.slice(1) : rows;
  const table = body.map(({ cells = [] }) => sources.map((_, place) => cells[place] ?? null));
  const delimiter = delimiterOf(new TextDecoder().decode(pieces[0] ?? new Uint8Array()));
  return { format, encoding, delimiter, has_header: titled, ...describe(sources, body, table, guessTexts) };
}

function describe(
  sources: readonly string[],
  rows: readonly FileRow[],
  table: readonly (readonly JsonValue[])[],
  guess: typeof typeOfValues,
): Pick<ImportPreview, 'columns' | 'rows'> {
  const described = sources.map((source, place) => {
    const values = table.map((row) => row[place] ?? null);
    const filled = values.filter((value) => value !== null && value !== '');
    return { source, ...guess(filled), samples: filled.map(String), empty: values.length - filled.length };
  });
  const targets = suggestTargets(described);
  const columns = described.map(({ source, type, format, empty }, place): ImportPreviewColumn => ({
    source,
    ...shownType(targets[place] ?? null, type, format),
    target: targets[place] ?? null,
    empty,
  }));
  const shown = rows.slice(0, SHOWN_ROWS).map(({ line, problem = null }, n) => ({
    line,
    values: (table[n] ?? []).map(shorten),
    problem,
  }));
  return { columns, rows: shown };
}

/** Columns that become text of a record are read as text, whatever they look like. */
function shownType(
  target: string | null,
  type: ImportPreviewColumn['type'],
  format: ImportPreviewColumn['format'],
): Pick<ImportPreviewColumn, 'type' | 'format'> {
  const isText = target !== null && !target.startsWith('metadata');
  return isText ? { type: 'text', format: null } : { type, format };
}

function guessTexts(values: readonly JsonValue[]): ReturnType<typeof guessType> {
  return guessType(values.map(String).filter((text) => text.trim() !== ''));
}

function shorten(value: JsonValue): JsonValue {
  return typeof value === 'string' && value.length > SHOWN_CHARACTERS
    ? `${value.slice(0, SHOWN_CHARACTERS)}…`
    : value;
}

async function firstRows(
  rows: AsyncGenerator<FileRow>,
  most: number,
  truncated: boolean,
): Promise<FileRow[]> {
  const first: FileRow[] = [];
  for await (const row of rows) {
    first.push(row);
    if (first.length === most) return first;
  }
  return truncated && first.length > 1 ? first.slice(0, -1) : first;
}
