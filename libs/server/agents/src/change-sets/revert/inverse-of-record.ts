import { type ProposedItem } from '@bureau/contracts';
import { isDeepStrictEqual } from 'node:util';
import { type RecordSnapshot } from '../proposal/planned-item';
import { parseField, readField, writeField } from '../proposal/record-fields';
import { type CommittedItem, inverseItem } from './inverse-item';

/** The one proposal that takes several committed changes of a record back. */
export interface RecordInverse<Item> {
  /** Null where nothing is left to take back. */
  item: ProposedItem | null;
  /** Changes that have to wait: a set holds a record once, and this one brings it out of the trash first. */
  left: Item[];
}

const REASON = 'Takes back what a task changed.';

/**
 * Takes the items back one after the other on a copy of the record, and proposes the difference: values that somebody
 * changed in between or since stay, as with each item alone.
 * @param items committed changes of one record, the newest first; relations are not among them
 * @param now the record as it stands; null where it is gone
 */
export function inverseOfRecord<Item extends CommittedItem>(
  items: readonly Item[],
  now: RecordSnapshot | null,
): RecordInverse<Item> {
  if (!now) return { item: null, left: [] };
  let record = now;
  const updates: Item[] = [];
  for (const item of items) {
    const inverse = inverseItem(item, record);
    if (!inverse) continue;
    if (inverse.operation === 'update') updates.push(item);
    record = before(item, applied(inverse, record));
  }
  const changes = changedFields(updates).flatMap((field) => {
    const path = parseField(field);
    if (!path) return [];
    const to = readField(record, path);
    return isDeepStrictEqual(to, readField(now, path)) ? [] : [{ field, to }];
  });
  const target = { entity_id: now.id, reason: REASON };
  if (now.deleted_at === null && record.deleted_at !== null)
    return { item: { operation: 'delete', ...target }, left: [] };
  if (now.deleted_at !== null && record.deleted_at === null)
    return { item: { operation: 'restore', ...target }, left: changes.length > 0 ? updates : [] };
  const nothing = now.deleted_at !== null || changes.length === 0;
  return { item: nothing ? null : { operation: 'update', ...target, changes }, left: [] };
}

function applied({ operation, changes = [] }: ProposedItem, record: RecordSnapshot): RecordSnapshot {
  if (operation === 'delete') return { ...record, deleted_at: new Date(0).toISOString() };
  if (operation === 'restore') return { ...record, deleted_at: null };
  return changes.reduce((values, { field, to }) => {
    const path = parseField(field);
    return path ? { ...values, ...writeField(values, path, to) } : values;
  }, record);
}

/** The version that the item found, unless somebody wrote the record since. */
function before({ base_version }: CommittedItem, record: RecordSnapshot): RecordSnapshot {
  const base = base_version ?? 0;
  return record.version === base + 1 ? { ...record, version: base } : record;
}

/** Names of the changed fields; a value inside another one that changed as a whole is part of that. */
function changedFields(items: readonly CommittedItem[]): string[] {
  const fields = [...new Set(items.flatMap(({ changes }) => changes.map(({ field }) => field)))];
  return fields.filter((field) => !fields.some((other) => field.startsWith(`${other}.`)));
}
