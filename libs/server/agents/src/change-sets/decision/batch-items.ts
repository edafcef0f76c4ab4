import { type ChangeSetItem, type JsonObject, type JsonValue } from '@bureau/contracts';
import { type BatchItem } from '@bureau/platform';
import { addToPatch, patchBetween } from '../proposal/metadata-patch';
import { parseField, writeField, type RecordValues } from '../proposal/record-fields';

/** The item as the write path writes it. @param ownerId who owns a record that it creates */
export function toBatchItem(item: ChangeSetItem, n: number, ownerId: number): BatchItem {
  const { operation, entity_id: id, base_version } = item;
  switch (operation) {
    case 'create':
      return {
        n,
        operation,
        id: null,
        base_version: null,
        patch: { ...newRecord(item), owner_id: ownerId },
        merge: {},
      };
    case 'update':
      return { n, operation, id, base_version, ...patchesOf(item) };
    case 'delete':
    case 'restore':
      return { n, operation, id, base_version, patch: {}, merge: {} };
    default:
      throw new Error(`A ${operation} is no write of a record`);
  }
}

function newRecord({ changes }: ChangeSetItem): Partial<RecordValues> {
  return changes.reduce<Partial<RecordValues>>((record, { field, to }) => {
    const path = parseField(field);
    return path ? writeField(record as RecordValues, path, to) : record;
  }, {});
}

function patchesOf({ changes }: ChangeSetItem): { patch: JsonObject; merge: JsonObject } {
  const patch: JsonObject = {};
  let metadata: JsonObject = {};
  for (const { field, from, to } of changes) {
    const path = parseField(field);
    if (!path) continue;
    if (path.keys.length === 0) patch[path.column] = to;
    else metadata = addToPatch(metadata, path.keys, patchBetween(from, to));
  }
  const merge: JsonObject = Object.keys(metadata).length > 0 ? { metadata: metadata as JsonValue } : {};
  return { patch, merge };
}
