import { rowObjects, rowsJson, type TextRows } from '../database/text-rows';
import { type Page } from './page';

/**
 * A page whose rows become objects when somebody looks at them for the first time, and go out as PostgreSQL's texts when
 * nobody does. The getter is a property of its own, so that a copy by spreading has looked.
 */
export function textPage<Row extends object>(
  texts: TextRows,
  around: Omit<Page<Row>, 'rows' | 'json'>,
): Page<Row> {
  let made: Row[] | null = null;
  return {
    ...around,
    get rows(): Row[] {
      return (made ??= rowObjects<Row>(texts));
    },
    json: () => (made ? null : rowsJson(texts)),
  };
}
