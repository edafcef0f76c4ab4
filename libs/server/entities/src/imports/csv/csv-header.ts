/** The file cannot be imported at all; the message is for the person who sent it. */
export class UnreadableFileError extends Error {}

const COLUMNS = ['description', 'status', 'type'] as const;
type RecordColumn = (typeof COLUMNS)[number];

/** Which cell of a row becomes what. */
export interface ColumnPlan {
  /** As they stand in the file. */
  titles: readonly string[];
  name: number;
  columns: ReadonlyMap<number, RecordColumn>;
  /** Place of a cell and its key in the metadata. */
  metadata: ReadonlyMap<number, string>;
}

const MAX_TITLE_LENGTH = 100;

/**
 * Reads the first row: the column of the names, those that a record has as columns, and the rest for its metadata.
 * Titles are compared without regard to case and to spaces around them.
 * @param nameColumn title of the column with the names; `name` where null
 * @throws UnreadableFileError with what is wrong
 */
export function planColumns(cells: readonly string[], nameColumn: string | null): ColumnPlan {
  const titles = cells.map((cell) => cell.trim());
  refuseBadTitles(titles);
  const wanted = (nameColumn ?? 'name').trim().toLowerCase();
  const name = titles.findIndex((title) => title.toLowerCase() === wanted);
  if (name < 0) {
    throw new UnreadableFileError(
      `There is no column "${nameColumn ?? 'name'}" for the names. The first row has: ${titles.join(', ')}. ` +
        `Put the columns' titles in the first row, and choose the one with the names.`,
    );
  }
  const columns = new Map<number, RecordColumn>();
  const metadata = new Map<number, string>();
  titles.forEach((title, place) => {
    if (place === name) return;
    const column = COLUMNS.find((one) => one === title.toLowerCase());
    if (column) columns.set(place, column);
    else metadata.set(place, title);
  });
  return { titles, name, columns, metadata };
}

function refuseBadTitles(titles: readonly string[]): void {
  const empty = titles.findIndex((title) => title === '');
  if (empty >= 0) throw new UnreadableFileError(`Column ${empty + 1} has no title in the first row.`);
  const long = titles.find((title) => title.length > MAX_TITLE_LENGTH);
  if (long)
    throw new UnreadableFileError(
      `The title "${long.slice(0, 40)}…" is longer than ${MAX_TITLE_LENGTH} characters.`,
    );
  const folded = titles.map((title) => title.toLowerCase());
  const twice = folded.findIndex((title, place) => folded.indexOf(title) !== place);
  if (twice >= 0)
    throw new UnreadableFileError(`The title "${titles[twice]}" stands twice in the first row.`);
}
