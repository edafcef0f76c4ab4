/** The head of a CSV file: its columns and first rows, for the person to check before it is sent. */
export interface CsvPreview {
  columns: string[];
  rows: string[][];
}

/** Enough of a file for its head and a few rows. */
export const PREVIEW_BYTES = 64 * 1024;
const PREVIEW_ROWS = 5;

/** Reads the beginning of a CSV text (RFC 4180: quotes double themselves, lines may break inside them). */
export function previewCsv(text: string): CsvPreview {
  const [head = [], ...rows] = records(text.replace(/^\uFEFF/, ''), PREVIEW_ROWS + 1);
  return { columns: head.map((name) => name.trim()), rows };
}

/** The column that most likely holds the names: one called so, else the first. */
export function guessNameColumn(columns: readonly string[]): string {
  const wanted = ['name', 'title', 'label', 'package'];
  const byName = wanted.flatMap((name) => columns.filter((column) => column.toLowerCase() === name));
  return byName[0] ?? columns[0] ?? '';
}

function records(text: string, most: number): string[][] {
  const found: string[][] = [];
  const cells = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/y;
  let record: string[] = [];
  while (found.length < most && cells.lastIndex < text.length) {
    const match = cells.exec(text);
    if (!match) break;
    record.push(unquoted(match[1] ?? ''));
    if (match[2] !== ',') {
      found.push(record);
      record = [];
    }
  }
  if (record.length > 0 && found.length < most) found.push(record);
  return found;
}

function unquoted(cell: string): string {
  return cell.startsWith('"') && cell.endsWith('"') && cell.length > 1
    ? cell.slice(1, -1).replaceAll('""', '"')
    : cell;
}
