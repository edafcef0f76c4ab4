import { type ChangeSet, type ChangeSetGroup, type ChangeSetItem } from '@bureau/contracts';
import {
  ANY,
  type Caller,
  Database,
  ListReader,
  type ListQuery,
  notFound,
  type Page,
  requireCaller,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { groupItems, readItems } from './persistence/change-set-items.repository';
import { CHANGE_SET_ITEM_LIST, CHANGE_SET_LIST } from './persistence/change-set.list';
import { type ChangeSetReading, toChangeSet } from './persistence/change-set.resource';
import { driftedRecords, readChangeSet } from './persistence/change-sets.repository';
import { decisionBlock } from './policy/decision-block';
import { maySee, maySeeAll } from './policy/votes';

/** Above it items are read page by page. */
const MAX_INLINE_ITEMS = 200;

/** Change sets as the context's caller may see them: their own, or all for those who decide for everybody. */
@Injectable()
export class ChangeSetReadings {
  private readonly sets: ListReader<ChangeSetReading>;
  private readonly items: ListReader<ChangeSetItem>;

  constructor(private readonly database: Database) {
    this.sets = new ListReader(database, CHANGE_SET_LIST);
    this.items = new ListReader(database, CHANGE_SET_ITEM_LIST);
  }

  async list(query: ListQuery): Promise<Page<ChangeSet>> {
    const caller = requireCaller();
    const own = maySeeAll(caller) ? ANY : { text: 'e.created_by = $1::int', values: [caller.user_id] };
    const page = await this.sets.page(query, own);
    return { ...page, rows: page.rows.map(toChangeSet) };
  }

  /** One set, with its items up to 200 and with the records that drifted while it is stale. @throws 404 */
  async get(id: number): Promise<ChangeSet> {
    const caller = requireCaller();
    const set = await this.visible(caller, id);
    return {
      ...toChangeSet(set),
      ...(set.item_count <= MAX_INLINE_ITEMS && { items: await readItems(this.database, id) }),
      ...(set.status === 'stale' && { drifted: await driftedRecords(this.database, id) }),
      decision_blocked: decisionBlock(caller, set),
    };
  }

  /** @throws 404 where the caller may not see the set */
  async itemsOf(id: number, query: ListQuery): Promise<Page<ChangeSetItem>> {
    await this.visible(requireCaller(), id);
    return this.items.page(query, { text: 'e.change_set_id = $1::bigint', values: [id] });
  }

  /** @throws 404 where the caller may not see the set */
  async groupsOf(id: number): Promise<ChangeSetGroup[]> {
    await this.visible(requireCaller(), id);
    return groupItems(this.database, id);
  }

  private async visible(caller: Caller, id: number): Promise<ChangeSetReading> {
    const set = await readChangeSet(this.database, id);
    if (!set || !maySee(caller, set)) throw notFound('change set');
    return set;
  }
}
