import { type ChangeOperation, type FieldChange, type ProposedItem } from '@bureau/contracts';
import { isDeepStrictEqual } from 'node:util';
import { type RecordSnapshot } from '../proposal/planned-item';
import {
  BLANK_RECORD,
  isBlocked,
  parseField,
  readField,
  type RecordValues,
  writeField,
} from '../proposal/record-fields';
import { relationOf } from '../proposal/relation-items';
import { revertValue } from './three-way';

/** An item that was committed. */
export interface CommittedItem {
  operation: ChangeOperation;
  entity_id: number | null;
  base_version: number | null;
  changes: FieldChange[];
}

/** What a created record has where the set named nothing. */
const CREATED: RecordValues = { ...BLANK_RECORD, status: 'active' };

/**
 * The proposal that takes a committed item back and keeps whatever people changed since; null where nothing is left
 * to take back.
 * @param now the record as it stands; null where it is gone
 */
export function inverseItem(item: CommittedItem, now: RecordSnapshot | null): ProposedItem | null {
  const reason = 'Takes back a committed change.';
  switch (item.operation) {
    case 'relate':
    case 'unrelate': {
      const { source_id, target_id, relation_type } = relationOf(item);
      const changes = [
        { field: 'relation_type', to: relation_type },
        { field: 'target_id', to: target_id },
      ];
      return {
        operation: item.operation === 'relate' ? 'unrelate' : 'relate',
        entity_id: source_id,
        changes,
        reason,
      };
    }
    case 'update':
      return now && now.deleted_at === null ? inverseUpdate(item, now, reason) : null;
    case 'create':
      return now && now.deleted_at === null && isAsCreated(item, now)
        ? { operation: 'delete', entity_id: now.id, reason }
        : null;
    case 'delete':
      return now && now.deleted_at !== null ? { operation: 'restore', entity_id: now.id, reason } : null;
    case 'restore': {
      const untouched = now && now.deleted_at === null && now.version === (item.base_version ?? 0) + 1;
      return untouched ? { operation: 'delete', entity_id: now.id, reason } : null;
    }
  }
}

function inverseUpdate(item: CommittedItem, now: RecordSnapshot, reason: string): ProposedItem | null {
  const changes = item.changes.flatMap(({ field, from, to }) => {
    const path = parseField(field);
    if (!path || isBlocked(now, path)) return [];
    const current = readField(now, path);
    const reverted = revertValue(from, to, current) ?? null;
    return isDeepStrictEqual(reverted, current) ? [] : [{ field, to: reverted }];
  });
  return changes.length > 0 ? { operation: 'update', entity_id: now.id, changes, reason } : null;
}

/** Deleting a record that people have worked on since would take their work along. */
function isAsCreated(item: CommittedItem, now: RecordSnapshot): boolean {
  const created = item.changes.reduce<RecordValues>((record, { field, to }) => {
    const path = parseField(field);
    return path ? writeField(record, path, to) : record;
  }, CREATED);
  return (Object.keys(created) as (keyof RecordValues)[]).every((column) =>
    isDeepStrictEqual(created[column], now[column]),
  );
}
