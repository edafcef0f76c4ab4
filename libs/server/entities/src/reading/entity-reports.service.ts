import { type EntityAggregate } from '@bureau/contracts';
import { assertUsableQuery, Database, type Filter, requireCaller } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { recordAccess, visibleRecords, type VisibleRecords } from '../access/record-access';
import { assertMay } from '../entity.policy';
import { ENTITY_LIST, LIVE } from '../persistence/entity.list';
import { aggregate, type AggregateRequest, fieldsAskedBy } from './aggregate';
import { duplicates, type DuplicateGroup, type DuplicatesRequest } from './duplicates';

/** Questions about many records at once, over those that the caller may see. */
@Injectable()
export class EntityReportsService {
  constructor(private readonly database: Database) {}

  /** @throws 400 for an unknown field; see {@link aggregate} */
  async aggregate(request: AggregateRequest): Promise<EntityAggregate[]> {
    const { from, rules } = askable(request, fieldsAskedBy(request));
    return aggregate(this.database, request, from, LIVE, ...rules);
  }

  /** @throws 400 for an unknown field; see {@link duplicates} */
  async duplicates(request: DuplicatesRequest): Promise<DuplicateGroup[]> {
    const { from, rules } = askable(request, [['field', request.field]]);
    return duplicates(this.database, request, from, LIVE, ...rules);
  }
}

/**
 * Where a report reads from, once it asks by nothing that is hidden from the caller.
 * @param fields what it groups by and adds up, by the parameter that names it
 */
function askable(
  request: { filters: readonly Filter[] },
  fields: readonly (readonly [parameter: string, field: string])[],
): VisibleRecords {
  const access = recordAccess(assertMay(requireCaller(), 'entity:read'));
  assertUsableQuery(access, ENTITY_LIST, request);
  for (const [parameter, field] of fields) access.assertUsable(field, `query/${parameter}`);
  return visibleRecords(access);
}
