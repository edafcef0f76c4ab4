import { type EntityAggregate } from '@bureau/contracts';
import { Database, requireCaller } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { assertMay } from '../entity.policy';
import { LIVE } from '../persistence/entity.list';
import { aggregate, type AggregateRequest } from './aggregate';
import { duplicates, type DuplicateGroup, type DuplicatesRequest } from './duplicates';

/** Questions about many records at once, over those that the caller may see. */
@Injectable()
export class EntityReportsService {
  constructor(private readonly database: Database) {}

  /** @throws 400 for an unknown field; see {@link aggregate} */
  async aggregate(request: AggregateRequest): Promise<EntityAggregate[]> {
    assertMay(requireCaller(), 'entity:read');
    return aggregate(this.database, request, LIVE);
  }

  /** @throws 400 for an unknown field; see {@link duplicates} */
  async duplicates(request: DuplicatesRequest): Promise<DuplicateGroup[]> {
    assertMay(requireCaller(), 'entity:read');
    return duplicates(this.database, request, LIVE);
  }
}
