import { type ChangeSetGroup, type ChangeSetItem, type FieldChange } from '@bureau/contracts';
import { type Executor } from '@bureau/platform';
import { type PlannedItem } from '../proposal/planned-item';

const COLUMNS = 'id, operation, entity_id, entity_name, base_version, changes, reason, evidence, decision';

/** Items that go over the wire at a time. */
const PIECE = 1_000;

const INSERT = `
insert into change_set_items (change_set_id, operation, entity_id, entity_name, base_version, changes, reason, evidence)
select $1::bigint, i.operation, i.entity_id, i.entity_name, i.base_version, i.changes, i.reason, nullif(i.evidence, 'null')
from rows from (jsonb_to_recordset($2::jsonb) as (operation text, entity_id bigint, entity_name text, base_version int, changes jsonb, reason text, evidence jsonb))
  with ordinality as i(operation, entity_id, entity_name, base_version, changes, reason, evidence, n)
order by i.n`;

/** Stores the items of a new set in their order. */
export async function insertItems(
  executor: Executor,
  changeSetId: number,
  items: readonly PlannedItem[],
): Promise<void> {
  for (let at = 0; at < items.length; at += PIECE) {
    await executor.query({
      name: 'change_set_items_insert',
      text: INSERT,
      values: [changeSetId, JSON.stringify(items.slice(at, at + PIECE))],
    });
  }
}

/** All items of a set in their order. */
export async function readItems(executor: Executor, changeSetId: number): Promise<ChangeSetItem[]> {
  return executor.query<ChangeSetItem>({
    name: 'change_set_items_read',
    text: `select ${COLUMNS} from change_set_items where change_set_id = $1::bigint order by id`,
    values: [changeSetId],
  });
}

/** The approved items of a set, last first, a piece at a time. */
export async function* itemsBackwards(
  executor: Executor,
  changeSetId: number,
): AsyncGenerator<ChangeSetItem[], void> {
  for (let before: number | null = null; ;) {
    const items: ChangeSetItem[] = await executor.query<ChangeSetItem>({
      name: 'change_set_items_backwards',
      text: `select ${COLUMNS} from change_set_items where change_set_id = $1::bigint and decision = 'approve' and ($2::bigint is null or id < $2::bigint)
        order by id desc limit ${PIECE}`,
      values: [changeSetId, before],
    });
    if (items.length > 0) yield items;
    before = items.at(-1)?.id ?? null;
    if (items.length < PIECE) return;
  }
}

/** What of an item is written down anew. */
export interface ItemUpdate {
  id: number;
  decision: 'approve' | 'reject' | null;
  entity_id: number | null;
  entity_name: string | null;
  base_version: number | null;
  changes: FieldChange[];
}

const UPDATE = `
update change_set_items i set decision = u.decision, entity_id = u.entity_id, entity_name = u.entity_name, base_version = u.base_version, changes = u.changes
from jsonb_to_recordset($2::jsonb) as u(id bigint, decision text, entity_id bigint, entity_name text, base_version int, changes jsonb)
where i.change_set_id = $1::bigint and i.id = u.id`;

/** Writes items down again in one statement. */
export async function updateItems(
  executor: Executor,
  changeSetId: number,
  items: readonly ItemUpdate[],
): Promise<void> {
  if (items.length === 0) return;
  const values = [changeSetId, JSON.stringify(items)];
  await executor.query({ name: 'change_set_items_update', text: UPDATE, values });
}

/** Marks every item that has no mark yet. */
export async function markOpenItems(
  executor: Executor,
  changeSetId: number,
  decision: 'approve' | 'reject',
): Promise<void> {
  await executor.query({
    name: 'change_set_items_mark',
    text: 'update change_set_items set decision = $2::text where change_set_id = $1::bigint and decision is null',
    values: [changeSetId, decision],
  });
}

/** More groups than this are no overview. */
export const MAX_GROUPS = 200;

const GROUPS = `
select i.operation, c.field, c."from", c."to", count(*)::int as count
from change_set_items i
left join lateral jsonb_to_recordset(i.changes) as c(field text, "from" jsonb, "to" jsonb)
  on i.operation = 'update' or (i.operation in ('relate', 'unrelate') and c.field = 'relation_type')
where i.change_set_id = $1::bigint
group by i.operation, c.field, c."from", c."to"
order by count(*) desc, i.operation, c.field, c."to"::text limit ${MAX_GROUPS}`;

/** How many items make the same change, most first: by operation, and for updates by field and values. */
export async function groupItems(executor: Executor, changeSetId: number): Promise<ChangeSetGroup[]> {
  return executor.query<ChangeSetGroup>({
    name: 'change_set_items_groups',
    text: GROUPS,
    values: [changeSetId],
  });
}
