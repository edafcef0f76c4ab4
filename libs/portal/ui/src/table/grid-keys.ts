/** A cell of a grid by its place: rows and columns from 0. */
export interface GridPlace {
  row: number;
  column: number;
}

/** How large the grid is. */
export interface GridSize {
  rows: number;
  columns: number;
  /** Rows that fit on the screen: the step of Page Up and Page Down. */
  perScreen: number;
  /** The row of the heads can be reached: it is row -1. */
  head?: boolean;
}

/**
 * Where a key leads from a cell, by the grid pattern of the ARIA practices; null for keys that do not move.
 * With Ctrl (or ⌘) Home and End lead to the first and the last row.
 */
export function movedBy(event: KeyboardEvent, from: GridPlace, size: GridSize): GridPlace | null {
  if (event.altKey) return null;
  const far = event.ctrlKey || event.metaKey;
  const to = far ? farMove(event.key, from, size) : nearMove(event.key, from, size);
  return (
    to && {
      row: within(to.row, size.head ? -1 : 0, size.rows),
      column: within(to.column, 0, size.columns),
    }
  );
}

function nearMove(
  key: string,
  { row, column }: GridPlace,
  { columns, perScreen }: GridSize,
): GridPlace | null {
  switch (key) {
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'PageDown':
      return { row: row + perScreen, column };
    case 'PageUp':
      return { row: row - perScreen, column };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: columns - 1 };
    default:
      return null;
  }
}

function farMove(key: string, { column }: GridPlace, { rows }: GridSize): GridPlace | null {
  if (key === 'Home') return { row: 0, column };
  return key === 'End' ? { row: rows - 1, column } : null;
}

function within(place: number, first: number, size: number): number {
  return Math.max(first, Math.min(place, size - 1));
}
