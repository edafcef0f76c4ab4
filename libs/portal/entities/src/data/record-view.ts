import { type ParamMap } from '@angular/router';
import { type ListQuery } from '@bureau/portal-core';
import { filterParameter, type RecordFilter, filtersOf } from './record-filter';

/** A column of a view; without a width it has its usual one. */
export interface ColumnSetting {
  id: string;
  /** In pixels. */
  width: number | null;
}

/** The records list as somebody looks at it. All of it stands in the address. */
export interface RecordView {
  q: string;
  /** As the API takes it, `-status,name`. */
  sort: string;
  filters: readonly RecordFilter[];
  /** In their order; null before anybody chose. */
  columns: readonly ColumnSetting[] | null;
  /** The saved view that this began as. */
  savedAs: number | null;
}

/** Reads a view from an address: filters in the API's spelling, beside `q`, `sort`, `columns` and `view`. */
export function readView(params: ParamMap): RecordView {
  const columns = params.get('columns');
  const saved = Number(params.get('view'));
  return {
    q: params.get('q') ?? '',
    sort: params.get('sort') ?? '',
    filters: filtersOf(params),
    columns: columns === null ? null : readColumns(columns),
    savedAs: Number.isInteger(saved) && saved > 0 ? saved : null,
  };
}

/** The address of a view; what is as usual is left out. */
export function viewParameters(view: RecordView): Record<string, string> {
  return {
    ...(view.q && { q: view.q }),
    ...(view.sort && { sort: view.sort }),
    ...Object.fromEntries(view.filters.map(filterParameter)),
    ...(view.columns && { columns: writeColumns(view.columns) }),
    ...(view.savedAs !== null && { view: String(view.savedAs) }),
  };
}

/** What the API is asked for: the rows, not the looks. */
export function rowsQuery({ q, sort, filters }: RecordView): ListQuery {
  return { q, sort, ...Object.fromEntries(filters.map(filterParameter)) };
}

/** `status,metadata.size:120`. */
export function writeColumns(columns: readonly ColumnSetting[]): string {
  return columns
    .map(({ id, width }) => `${id.replace(/[%,:]/g, encodeURIComponent)}${width === null ? '' : `:${width}`}`)
    .join(',');
}

/** The inverse of `writeColumns`; what is none is left out. */
export function readColumns(text: string): ColumnSetting[] {
  const known = new Set<string>();
  return text.split(',').flatMap((part) => {
    const [name = '', width = ''] = part.split(':');
    const id = decode(name);
    if (id === '' || known.has(id)) return [];
    known.add(id);
    return [{ id, width: /^\d{2,4}$/.test(width) ? Number(width) : null }];
  });
}

/** Do both show the same rows in the same columns? */
export function sameView(one: RecordView, other: RecordView): boolean {
  const text = (view: RecordView) =>
    JSON.stringify(Object.entries(viewParameters({ ...view, savedAs: null })).sort());
  return text(one) === text(other);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
