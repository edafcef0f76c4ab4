import { type FileRow } from '../source/file-row';
import { guessType } from './guess-type';

/** Words that are titles wherever they stand alone in a first row. */
const TITLES = ['id', 'name', 'title', 'description', 'status', 'type'];

/** Whether the first row of a table holds titles: short, no values such as numbers, and other than what stands below. */
export function looksLikeTitles(rows: readonly FileRow[]): boolean {
  const [first, ...rest] = rows.map(({ cells = [] }) => cells.map((cell) => cell.trim()));
  if (!first) return false;
  if (first.some((cell) => TITLES.includes(cell.toLowerCase()))) return true;
  const filled = first.filter((cell) => cell !== '');
  if (filled.length === 0 || filled.some((cell) => guessType([cell]).type !== 'text')) return false;
  if (new Set(filled).size < filled.length) return false;
  return rest.length === 0 || !rest.some((row) => filled.some((cell, place) => row[place] === cell));
}
