import { type ChangeSetItem } from '@bureau/contracts';
import { type BatchItem, type Executor } from '@bureau/platform';
import { isRelation } from '../proposal/plan-items';
import { existingRelations } from '../proposal/record-reader';
import { relationOf, relationText } from '../proposal/relation-items';

const LOCK = `
select id, deleted_at is null as live from entities where id = any($1::bigint[]) order by id for no key update`;

/**
 * Locks what the relations of a set hang on, together with the records that the set writes: one order for everybody,
 * so that two sets cannot wait for each other.
 * @returns the writes of the relations, or null where one of them has drifted
 */
export async function relationWrites(
  tx: Executor,
  items: readonly ChangeSetItem[],
): Promise<BatchItem[] | null> {
  const relations = items.filter(isRelation);
  if (relations.length === 0) return [];
  const keys = relations.map(relationOf);
  const ids = [
    ...items.flatMap(({ entity_id }) => entity_id ?? []),
    ...keys.map(({ target_id }) => target_id),
  ];
  const locked = await tx.query<{ id: number; live: boolean }>({
    name: 'change_set_lock_records',
    text: LOCK,
    values: [[...new Set(ids)]],
  });
  const live = new Set(locked.filter((row) => row.live).map(({ id }) => id));
  const existing = await existingRelations(tx, keys, ' for update of r');
  const writes: BatchItem[] = [];
  for (const [n, item] of relations.entries()) {
    const { source_id, target_id, relation_type } = relationOf(item);
    const id = existing.get(relationText({ source_id, target_id, relation_type })) ?? null;
    const drifted =
      !live.has(source_id) || !live.has(target_id) || (id !== null) === (item.operation === 'relate');
    if (drifted) return null;
    const patch = id === null ? { source_id, target_id, relation_type } : {};
    writes.push({
      n,
      operation: id === null ? 'create' : 'remove',
      id,
      base_version: null,
      patch,
      merge: {},
    });
  }
  return writes;
}
