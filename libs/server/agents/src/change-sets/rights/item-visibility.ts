import { type ChangeSetGroup, type ChangeSetItem } from '@bureau/contracts';
import { type Executor, type ResourceAccess } from '@bureau/platform';
import { relationOf } from '../proposal/relation-items';
import { isRelation } from '../proposal/plan-items';
import { loadRecords } from '../proposal/record-reader';
import { recordToBe } from './proposed-writes';

const ROW_HIDDEN = 'It changes a record that you may not see.';

/**
 * Items as somebody may see them. One that changes a hidden field, or a record that is invisible to them, shows no value
 * and says why in `blocked`; its reason and evidence are left out too, since they may quote what is hidden.
 */
export async function visibleItems(
  executor: Executor,
  access: ResourceAccess,
  items: readonly ChangeSetItem[],
): Promise<ChangeSetItem[]> {
  if (!access.narrowed) return [...items];
  const seen = await loadRecords(executor, recordIds(items), access.rows('read'));
  const sees = (item: ChangeSetItem) =>
    item.entity_id === null
      ? access.may('read', recordToBe(item, -1)) || access.may('create', recordToBe(item, -1))
      : recordIds([item]).every((id) => seen.has(id));
  return items.map((item) => (sees(item) ? withoutHidden(access, item) : unseen(item)));
}

function recordIds(items: readonly ChangeSetItem[]): number[] {
  const ids = items.flatMap((item) => [
    ...(item.entity_id === null ? [] : [item.entity_id]),
    ...(isRelation(item) ? [relationOf(item).target_id] : []),
  ]);
  return [...new Set(ids)];
}

function withoutHidden(access: ResourceAccess, item: ChangeSetItem): ChangeSetItem {
  const hidden = isRelation(item) ? [] : item.changes.filter(({ field }) => !access.seesAllOf(field));
  if (hidden.length === 0) return item;
  const names = hidden.map(({ field }) => (access.sees(field) ? `part of ${field}` : field));
  return {
    ...item,
    changes: item.changes.map((change) =>
      hidden.includes(change) ? { field: change.field, from: null, to: null } : change,
    ),
    reason: null,
    evidence: null,
    blocked: `You may not see ${names.join(', ')}.`,
  };
}

function unseen(item: ChangeSetItem): ChangeSetItem {
  return { ...item, entity_name: null, changes: [], reason: null, evidence: null, blocked: ROW_HIDDEN };
}

/** How many items make the same change, of items as somebody may see them. */
export function groupVisible(items: readonly ChangeSetItem[], limit: number): ChangeSetGroup[] {
  const groups = new Map<string, ChangeSetGroup>();
  for (const item of items) {
    for (const group of groupsOf(item)) {
      const key = JSON.stringify(group);
      const known = groups.get(key) ?? { ...group, count: 0 };
      groups.set(key, { ...known, count: known.count + 1 });
    }
  }
  return [...groups.values()].sort((one, other) => other.count - one.count).slice(0, limit);
}

function groupsOf({ operation, changes }: ChangeSetItem): Omit<ChangeSetGroup, 'count'>[] {
  const related = operation === 'relate' || operation === 'unrelate';
  const shown = changes.filter(({ field }) => (related ? field === 'relation_type' : operation === 'update'));
  return shown.length > 0
    ? shown.map(({ field, from, to }) => ({ operation, field, from, to }))
    : [{ operation, field: null, from: null, to: null }];
}
