import { type ChangeSetItem, type ProposedItem } from '@bureau/contracts';
import { isRelation } from '../proposal/plan-items';
import { type RecordSnapshot } from '../proposal/planned-item';
import { relationOf, relationText } from '../proposal/relation-items';
import { inverseItem } from './inverse-item';
import { inverseOfRecord } from './inverse-of-record';

/** An item that a task committed, with the set that it was in. */
export type TaskItem = ChangeSetItem & { change_set_id: number };

export interface TaskInverse {
  items: ProposedItem[];
  /** Ids of sets of which something has to wait for a second time. */
  left: Set<number>;
}

/**
 * One inverse of everything that a task committed: each record and each relation once, the newest first.
 * @param items approved items of committed sets, the newest first
 * @param records the records as they stand, by id; those that the caller may not see are absent, and so left alone
 */
export function inverseOfTask(
  items: readonly TaskItem[],
  records: ReadonlyMap<number, RecordSnapshot>,
): TaskInverse {
  const inverse: TaskInverse = { items: [], left: new Set() };
  for (const group of byTarget(items).values()) {
    const oldest = group.at(-1);
    if (!oldest) continue;
    if (isRelation(oldest)) {
      const ended = inverseItem(oldest, null);
      if (ended) inverse.items.push(ended);
      continue;
    }
    const steps = [...group].sort((a, b) => (b.base_version ?? 0) - (a.base_version ?? 0));
    const { item, left } = inverseOfRecord(steps, records.get(oldest.entity_id ?? 0) ?? null);
    if (item) inverse.items.push(item);
    for (const { change_set_id } of left) inverse.left.add(change_set_id);
  }
  return inverse;
}

function byTarget(items: readonly TaskItem[]): Map<string, TaskItem[]> {
  const groups = new Map<string, TaskItem[]>();
  for (const item of items) {
    const key = isRelation(item) ? relationText(relationOf(item)) : String(item.entity_id);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
