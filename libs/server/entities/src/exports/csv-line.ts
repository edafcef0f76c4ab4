import { neutralText } from '../imports/plan/neutral-text';

const NEEDS_QUOTES = /[",;\t\r\n]/;

/** A line of CSV (RFC 4180) with its end. Text that a spreadsheet would run is made harmless; null is an empty cell. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = neutralText(value);
  return NEEDS_QUOTES.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
