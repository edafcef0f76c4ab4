/** What became of rows that were written. */
export interface RowCounts {
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
}

export const NO_ROWS: RowCounts = { created: 0, updated: 0, unchanged: 0, failed: 0 };

export function sumOf(a: RowCounts, b: RowCounts): RowCounts {
  return {
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    failed: a.failed + b.failed,
  };
}
