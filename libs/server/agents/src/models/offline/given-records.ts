import { type FilterClause } from '../../tools/filter-clause';
import { type Selection } from './selection';

/** The conditions of a selection; “these records” are those that came with the request. */
export function filterOf({ filter, given }: Selection, ids: readonly number[]): FilterClause[] {
  return given ? [{ field: 'id', op: 'in', value: [...ids] }, ...filter] : filter;
}

/** Whether a request speaks of given records although none were given. */
export function lacksRecords(selection: Selection, ids: readonly number[]): boolean {
  return selection.given && ids.length === 0;
}
