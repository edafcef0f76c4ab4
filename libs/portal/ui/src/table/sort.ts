/** One column of a sort: `-created_at` is descending. The API takes a comma list of them. */
export interface SortKey {
  field: string;
  descending: boolean;
}

/** Reads `-status,name`. */
export function parseSort(text: string | null | undefined): SortKey[] {
  return (text ?? '')
    .split(',')
    .filter(Boolean)
    .map((part) => ({ field: part.replace(/^-/, ''), descending: part.startsWith('-') }));
}

/** Writes `-status,name`. */
export function formatSort(keys: readonly SortKey[]): string {
  return keys.map(({ field, descending }) => (descending ? `-${field}` : field)).join(',');
}

/**
 * What a click on a column's head does: ascending, then descending, then none.
 * @param add keeps the other columns (Shift)
 */
export function toggleSort(text: string, field: string, add: boolean): string {
  const keys = parseSort(text);
  const now = keys.find((key) => key.field === field);
  const next: SortKey[] = !now
    ? [{ field, descending: false }]
    : now.descending
      ? []
      : [{ field, descending: true }];
  if (!add) return formatSort(next);
  if (!now) return formatSort([...keys, ...next]);
  return formatSort(keys.flatMap((key) => (key.field === field ? next : [key])));
}
