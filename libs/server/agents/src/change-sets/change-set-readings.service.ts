import { type ChangeSet, type ChangeSetGroup, type ChangeSetItem } from '@bureau/contracts';
import { recordAccess } from '@bureau/entities';
import {
  type Caller,
  Database,
  hiddenProblem,
  ListReader,
  type ListQuery,
  notFound,
  type Page,
  refusal,
  type ResourceAccess,
  requireCaller,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { groupItems, MAX_GROUPS, readItems } from './persistence/change-set-items.repository';
import { CHANGE_SET_ITEM_LIST, CHANGE_SET_LIST } from './persistence/change-set.list';
import { type ChangeSetReading, toChangeSet } from './persistence/change-set.resource';
import { driftedRecords, readChangeSet } from './persistence/change-sets.repository';
import { decisionBlock } from './policy/decision-block';
import { maySee, visibleSets } from './policy/votes';
import { groupVisible, visibleItems } from './rights/item-visibility';

const BLOCKED =
  'Some of it is hidden from you; approve the rest, or leave it to somebody who may see all of it.';

/** Above it items are read page by page. */
const MAX_INLINE_ITEMS = 200;

/** Change sets as the context's caller may see them: their own and those passed on to them, or all for those who decide for everybody. */
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
    const page = await this.sets.page(query, visibleSets(caller));
    const { narrowed } = recordAccess(caller);
    const rows = page.rows.map(toChangeSet);
    return { ...page, rows: narrowed ? rows.map((set) => ({ ...set, payload_hash: '' })) : rows };
  }

  /** @throws 404 where the caller may not see the set */
  async assertVisible(id: number): Promise<void> {
    await this.visible(requireCaller(), id);
  }

  /** One set, with its items up to 200 and with the records that drifted while it is stale. @throws 404 */
  async get(id: number): Promise<ChangeSet> {
    const caller = requireCaller();
    const set = await this.visible(caller, id);
    const access = recordAccess(caller);
    const inline = set.item_count <= MAX_INLINE_ITEMS;
    const items =
      inline || access.narrowed
        ? await visibleItems(this.database, access, await readItems(this.database, id))
        : [];
    const blocked = new Set(items.flatMap((item) => (item.blocked === undefined ? [] : [item.id])));
    const drifted = set.status === 'stale' ? await driftedRecords(this.database, id) : [];
    return {
      ...toChangeSet(set),
      ...(inline && { items }),
      ...(set.status === 'stale' && { drifted: drifted.filter(({ item_id }) => !blocked.has(item_id)) }),
      decision_blocked: decisionBlock(caller, set) ?? (blocked.size > 0 ? BLOCKED : null),
      // made of all values, so it would tell those apart that are hidden
      ...(blocked.size > 0 && { payload_hash: '' }),
    };
  }

  /** @throws 404 where the caller may not see the set */
  async itemsOf(id: number, query: ListQuery): Promise<Page<ChangeSetItem>> {
    const caller = requireCaller();
    await this.visible(caller, id);
    const access = recordAccess(caller);
    assertNoNames(access, query);
    const page = await this.items.page(query, { text: 'e.change_set_id = $1::bigint', values: [id] });
    return { ...page, rows: await visibleItems(this.database, access, page.rows) };
  }

  /** @throws 404 where the caller may not see the set */
  async groupsOf(id: number): Promise<ChangeSetGroup[]> {
    const caller = requireCaller();
    await this.visible(caller, id);
    const access = recordAccess(caller);
    if (!access.narrowed) return groupItems(this.database, id);
    return groupVisible(
      await visibleItems(this.database, access, await readItems(this.database, id)),
      MAX_GROUPS,
    );
  }

  private async visible(caller: Caller, id: number): Promise<ChangeSetReading> {
    const set = await readChangeSet(this.database, id);
    if (!set || !maySee(caller, set)) throw notFound('change set');
    return set;
  }
}

/** Names of records that somebody may not see could be found out by asking for them. @throws 403 */
function assertNoNames(access: ResourceAccess, { filters }: ListQuery): void {
  const byName = filters.some((filter) => filter.kind === 'column' && filter.column.sql === 'e.entity_name');
  if (access.narrowed && byName) throw refusal([hiddenProblem('entity_name', 'query/entity_name')]);
}
