import { type ChangeOperation, type FieldChange, type JsonValue } from '@bureau/contracts';
import { createHash } from 'node:crypto';
import { isJsonObject } from './proposal/record-fields';

/** What of an item somebody approves; its reason and evidence are not part of the change. */
export interface HashedItem {
  operation: ChangeOperation;
  entity_id: number | null;
  base_version: number | null;
  changes: FieldChange[];
}

/**
 * SHA-256 in hex over the items in their order: the root of the items' own hashes. Equal for equal content whatever
 * the order of keys, so that a decision can name exactly what was looked at.
 */
export function payloadHash(items: readonly HashedItem[]): string {
  const root = createHash('sha256');
  for (const { operation, entity_id, base_version, changes } of items) {
    const content = changes.map(({ field, from, to }) => [field, from, to]);
    root.update(
      createHash('sha256')
        .update(canonical([operation, entity_id, base_version, content]))
        .digest(),
    );
  }
  return root.digest('hex');
}

/** JSON with sorted keys and no spaces. */
export function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join(',')}}`;
}
