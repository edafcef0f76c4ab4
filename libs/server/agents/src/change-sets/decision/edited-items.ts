import { type ProposedItem } from '@bureau/contracts';
import { ANY, type Executor } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { impossibleProposal } from '../change-sets.errors';
import { planItems } from '../proposal/plan-items';
import { type Narrowed } from './narrow';

/** Holds what a decider edited against the records, like a proposal of its own. */
@Injectable()
export class EditedItems {
  /**
   * Items of records that drifted pass: the commit finds them.
   * @throws 422 where a record may not become so
   */
  async assertPossible(tx: Executor, { approved, edited }: Narrowed): Promise<void> {
    const items = approved.filter(({ id }) => edited.has(id));
    if (items.length === 0) return;
    const proposed: ProposedItem[] = items.map(({ operation, entity_id, changes }) => ({
      operation,
      ...(entity_id !== null && { entity_id }),
      changes: changes.map(({ field, to }) => ({ field, to })),
    }));
    const { impossible } = await planItems(tx, proposed, ANY);
    const refused = impossible.filter(({ code }) => code !== 'NOT_FOUND' && code !== 'IN_TRASH');
    if (refused.length > 0)
      throw impossibleProposal(refused.map((problem) => ({ ...problem, pointer: '/items' })));
  }
}
