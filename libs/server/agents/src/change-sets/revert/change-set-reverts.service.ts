import { type ChangeSetItem, type ProposedItem } from '@bureau/contracts';
import { Database, type Executor, notFound, requireCaller } from '@bureau/platform';
import { recordAccess } from '@bureau/entities';
import { Injectable } from '@nestjs/common';
import { notRevertible, tooManyItems } from '../change-sets.errors';
import { ChangeSetsService, MAX_REVERT_ITEMS } from '../change-sets.service';
import { itemsBackwards } from '../persistence/change-set-items.repository';
import { type ChangeSetRow } from '../persistence/change-set.resource';
import { lockChangeSet } from '../persistence/change-sets.repository';
import { openInverseOf } from '../persistence/reversals.repository';
import { maySee } from '../policy/votes';
import { loadRecords } from '../proposal/record-reader';
import { inverseItem } from './inverse-item';

const MAX_TITLE = 255;

/** Proposes to take a committed set back; whatever people changed since stays. */
@Injectable()
export class ChangeSetReverts {
  constructor(
    private readonly database: Database,
    private readonly changeSets: ChangeSetsService,
  ) {}

  /**
   * The inverse set in the caller's name, decided like any other; once it is committed the original is `reverted`.
   * @throws 404 for sets that the caller may not see, 409 where the set is not committed, is being taken back already,
   * or has nothing left to take back
   */
  async revert(id: number, reason: string | undefined): Promise<ChangeSetRow> {
    const caller = requireCaller();
    return this.database.transaction(async (tx) => {
      const set = await lockChangeSet(tx, id);
      if (!set || !maySee(caller, set)) throw notFound('change set');
      if (set.item_count > MAX_REVERT_ITEMS) throw tooManyItems(MAX_REVERT_ITEMS);
      if (set.status !== 'committed')
        throw notRevertible(`This change set is ${set.status}; only a committed one can be taken back.`);
      const open = await openInverseOf(tx, [id]);
      if (open !== null) throw notRevertible(`Change set ${open} already proposes to take this one back.`);
      const items = await this.inverseItems(tx, id);
      if (items.length === 0)
        throw notRevertible('Everything was changed since; nothing is left to take back.');
      const title = `Take back: ${set.title}`.slice(0, MAX_TITLE);
      const proposed = await this.changeSets.propose(tx, {
        title,
        reason,
        items,
        reverts: { id, change_set_ids: [id] },
      });
      return proposed.change_set;
    });
  }

  /** Last change first, so that what was built on another is taken down before it. */
  private async inverseItems(tx: Executor, id: number): Promise<ProposedItem[]> {
    const inverse: ProposedItem[] = [];
    for await (const committed of itemsBackwards(tx, id)) {
      const records = await loadRecords(tx, recordIds(committed), recordAccess().rows('read'));
      inverse.push(
        ...committed.flatMap((item) => inverseItem(item, records.get(item.entity_id ?? 0) ?? null) ?? []),
      );
    }
    return inverse;
  }
}

function recordIds(items: readonly ChangeSetItem[]): number[] {
  return [...new Set(items.flatMap(({ entity_id }) => entity_id ?? []))];
}
