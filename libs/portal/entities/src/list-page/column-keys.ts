import { type RecordColumn } from '../data/record-columns';
import { type ColumnSetting } from '../data/record-view';

/** Widths that a column can have, in pixels, and by how much a key changes it. */
export const WIDTHS = { least: 72, most: 800, step: 24 } as const;

/** What a key on a column's head does. */
export interface ColumnChange {
  columns: ColumnSetting[];
  /** Columns that the keyboard goes along. */
  step: number;
}

/** Alt with an arrow moves a column, with Shift too it changes the width; null for every other key. */
export function columnKey(
  event: KeyboardEvent,
  settings: readonly ColumnSetting[],
  column: RecordColumn,
): ColumnChange | null {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (!event.altKey || step === 0) return null;
  if (event.shiftKey)
    return { columns: resizeColumn(settings, column.id, column.width + step * WIDTHS.step), step: 0 };
  const columns = moveColumn(settings, column.id, step);
  return { columns, step: columns.every(({ id }, at) => id === settings[at]?.id) ? 0 : step };
}

/** A column one place on or back; at the edge it stays. */
export function moveColumn(settings: readonly ColumnSetting[], id: string, step: number): ColumnSetting[] {
  const from = settings.findIndex((each) => each.id === id);
  const to = from + step;
  const moved = settings[from];
  if (!moved || to < 0 || to >= settings.length) return [...settings];
  const others = settings.filter((each) => each !== moved);
  return [...others.slice(0, to), moved, ...others.slice(to)];
}

/** A column with another width, within what is sensible. */
export function resizeColumn(settings: readonly ColumnSetting[], id: string, width: number): ColumnSetting[] {
  const fit = Math.round(Math.min(WIDTHS.most, Math.max(WIDTHS.least, width)));
  return settings.map((each) => (each.id === id ? { id, width: fit } : each));
}

/** Shows a column behind the others, or takes it out. */
export function toggleColumn(settings: readonly ColumnSetting[], id: string): ColumnSetting[] {
  const others = settings.filter((each) => each.id !== id);
  return others.length < settings.length ? others : [...others, { id, width: null }];
}
