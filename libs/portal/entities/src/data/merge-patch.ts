import { type Entity, type JsonObject, type JsonValue } from '@bureau/contracts';
import { type RecordDraft } from './entities-api';

export const DRAFT_FIELDS = ['name', 'description', 'status', 'type', 'metadata'] as const;
export type DraftField = (typeof DRAFT_FIELDS)[number];

/** The part of a record that people edit. */
export function draftOf({ name, description, status, type, metadata }: Entity): RecordDraft {
  return { name, description, status, type, metadata };
}

/** A merge patch (RFC 7396) that turns one draft into another; empty if they are equal. */
export function mergePatch(from: RecordDraft, to: RecordDraft): JsonObject {
  const changed = DRAFT_FIELDS.filter((field) => !same(from[field], to[field]));
  return Object.fromEntries(
    changed.map((field) => [
      field,
      field === 'metadata' ? objectPatch(from.metadata, to.metadata) : to[field],
    ]),
  );
}

function objectPatch(from: JsonObject, to: JsonObject): JsonObject {
  const removed = Object.keys(from).filter((key) => !(key in to));
  const written = Object.entries(to).filter(([key, value]) => !same(from[key], value));
  return {
    ...Object.fromEntries(removed.map((key) => [key, null])),
    ...Object.fromEntries(written.map(([key, value]) => [key, patchValue(from[key], value)])),
  };
}

/** Merge patches merge objects, so that keys that went away have to be said. */
function patchValue(from: JsonValue | undefined, to: JsonValue): JsonValue {
  return isObject(from) && isObject(to) ? objectPatch(from, to) : to;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function same(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return sorted(one) === sorted(other);
}

/** JSON with the keys in one order: two objects are equal however they were written. */
function sorted(value: JsonValue | undefined): string {
  return (
    JSON.stringify(value, (_key, part: JsonValue) =>
      isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
    ) ?? ''
  );
}
