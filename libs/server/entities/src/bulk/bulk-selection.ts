import { type BulkRequest } from '@bureau/contracts';
import { commonError, type Filter, type ListDefinition, parseListQuery } from '@bureau/platform';
import { ENTITY_LIST } from '../persistence/entity.list';

/** A selection has filters and a search, but no pages, no order and no parts. */
const SELECTION: ListDefinition = { ...ENTITY_LIST, flags: [] };
const PAGING = ['limit', 'cursor', 'count', 'sort', 'fields', 'include'];

/** @throws 400 with a pointer to each parameter that is wrong */
export function selectionFilters(filter: NonNullable<BulkRequest['filter']>): readonly Filter[] {
  const paging = PAGING.filter((name) => filter[name] !== undefined);
  if (paging.length > 0) {
    const errors = paging.map((name) => ({
      pointer: `/filter/${name}`,
      code: 'UNKNOWN_FIELD',
      detail: `A selection has no ${name}.`,
    }));
    throw commonError('UNKNOWN_FIELD', errors.map(({ detail }) => detail).join(' '), { errors });
  }
  return parseListQuery(SELECTION, filter).filters;
}
