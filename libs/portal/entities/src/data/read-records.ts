import { type Entity } from '@bureau/contracts';
import { type Api, type ListQuery, listTotal, nextCursor, previousCursor } from '@bureau/portal-core';
import { formatSort, type PageWish, parseSort, type RowPage } from '@bureau/portal-ui';

/** The order of the list where none is asked for: newest first. */
export const DEFAULT_SORT = '-id';

/** The same order from its end. */
export function mirroredSort(sort: string): string {
  const keys = parseSort(sort || DEFAULT_SORT);
  return formatSort(withId(keys).map(({ field, descending }) => ({ field, descending: !descending })));
}

/** The API ends every order with the id, in the direction of the last key; mirrored, that has to be said. */
function withId(keys: ReturnType<typeof parseSort>): ReturnType<typeof parseSort> {
  const last = keys.at(-1);
  return keys.some(({ field }) => field === 'id')
    ? keys
    : [...keys, { field: 'id', descending: last?.descending ?? true }].slice(0, MAX_KEYS);
}

const MAX_KEYS = 4;

/**
 * Reads one page of records.
 * @param query filters and sort; a mirrored wish is read from the other end
 */
export async function readRecords(
  api: Api,
  query: ListQuery,
  wish: PageWish,
  more: ListQuery = {},
): Promise<RowPage<Entity>> {
  const sort = typeof query['sort'] === 'string' ? query['sort'] : '';
  const answer = await api.getPage<Entity>('/entities', {
    ...query,
    sort: wish.mirrored ? mirroredSort(sort) : sort,
    cursor: wish.cursor,
    ...more,
  });
  return {
    rows: answer.body ?? [],
    after: nextCursor(answer.headers),
    before: previousCursor(answer.headers),
    total: listTotal(answer.headers),
  };
}
