import { type ImportValueFormat } from '@bureau/contracts';

/** Where year, month and day stand among the captured groups. */
const SHAPES: Readonly<
  Partial<Record<ImportValueFormat, [RegExp, order: readonly [number, number, number]]>>
> = {
  'YYYY-MM-DD': [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, [1, 2, 3]],
  'DD.MM.YYYY': [/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, [3, 2, 1]],
  'DD/MM/YYYY': [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, [3, 2, 1]],
  'MM/DD/YYYY': [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, [3, 1, 2]],
};

/** Formats of dates, the ones that cannot be mistaken first. */
export const DATE_FORMATS = ['YYYY-MM-DD', 'DD.MM.YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY'] as const;

/** A day as `YYYY-MM-DD`; null where the text is none, or no day of the calendar. */
export function parseDate(text: string, format: ImportValueFormat): string | null {
  const shape = SHAPES[format];
  const parts = shape?.[0].exec(text);
  if (!shape || !parts) return null;
  const [year, month, day] = shape[1].map((place) => Number(parts[place])) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  // Years below 100 are taken for those of the last century.
  if (year < 100 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}
