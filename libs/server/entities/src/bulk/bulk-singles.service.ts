import { type BulkItemResult, type BulkOperation } from '@bureau/contracts';
import { type Executor } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { EntitiesService } from '../entities.service';
import { type EntityPatch, type NewEntity } from '../entity-input';
import { type NewRelation, RelationsService } from '../relations/relations.service';
import { inSavepoint } from './bulk-transaction';
import { done, DONE, failed, type BulkWork } from './bulk-work';

/**
 * The items of a bulk change one after the other, each by the use case that a request of its own would have run: for
 * relations, and for what a batch could not write, so as to learn which of its items was to blame.
 */
@Injectable()
export class BulkSingles {
  constructor(
    private readonly entities: EntitiesService,
    private readonly relations: RelationsService,
  ) {}

  async run(tx: Executor, operation: BulkOperation, work: readonly BulkWork[]): Promise<BulkItemResult[]> {
    const results: BulkItemResult[] = [];
    for (const item of work) {
      try {
        results.push(await inSavepoint(tx, () => this.one(tx, operation, item)));
      } catch (error) {
        results.push(failed(item.index, item.id, error));
      }
    }
    return results;
  }

  private async one(executor: Executor, operation: BulkOperation, item: BulkWork): Promise<BulkItemResult> {
    const { index, values } = item;
    const id = item.id ?? 0;
    const settings = { executor, ifMatch: item.version };
    const changed = (row: { version: number }) => done(index, DONE[operation], id, row.version);
    switch (operation) {
      case 'create': {
        const row = await this.entities.create(values as NewEntity, { executor });
        return done(index, 'created', row.id, row.version);
      }
      case 'update':
        return changed(await this.entities.merge(id, values as EntityPatch, settings));
      case 'status':
        return changed(await this.entities.merge(id, values as EntityPatch, settings));
      case 'delete':
        await this.entities.trash(id, settings);
        return done(index, 'deleted', id);
      case 'restore':
        return changed(await this.entities.restore(id, settings));
      case 'relate':
        await this.relations.add(id, values as NewRelation, executor);
        return done(index, 'related', id);
      case 'unrelate':
        await this.relations.removeBetween(id, values as NewRelation, executor);
        return done(index, 'unrelated', id);
    }
  }
}
