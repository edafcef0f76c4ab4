import { type JsonObject, type JsonValue } from '@bureau/contracts';
import { type RecordDraft } from './entities-api';
import { DRAFT_FIELDS, same } from './merge-patch';

type Value = JsonValue | undefined;

/** A field, or one value inside the metadata, that two people changed differently; undefined where there is none. */
export interface FieldConflict {
  /** `name`, `metadata.price.net`. */
  field: string;
  path: readonly string[];
  original: Value;
  mine: Value;
  theirs: Value;
}

export interface Merge {
  /** Theirs, with my changes of fields that they left alone. */
  draft: RecordDraft;
  conflicts: FieldConflict[];
}

/** Lays my edit over somebody else's newer version: what only one of us changed needs no question. */
export function mergeEdits(original: RecordDraft, mine: RecordDraft, theirs: RecordDraft): Merge {
  const conflicts: FieldConflict[] = [];
  const draft = { ...theirs };
  for (const field of DRAFT_FIELDS) {
    const merged = mergeValues([field], original[field], mine[field], theirs[field], conflicts);
    Object.assign(draft, { [field]: merged });
  }
  return { draft, conflicts };
}

/** The merged draft with my side of these conflicts. */
export function withMine(draft: RecordDraft, conflicts: readonly FieldConflict[]): RecordDraft {
  return conflicts.reduce<RecordDraft>(
    (now, { path, mine }) => setAt(now as unknown as JsonObject, path, mine) as unknown as RecordDraft,
    draft,
  );
}

/** Theirs, unless mine alone changed it. Objects are merged key by key, so that only what truly collides is asked. */
function mergeValues(
  path: readonly string[],
  original: Value,
  mine: Value,
  theirs: Value,
  conflicts: FieldConflict[],
): Value {
  if (same(original, mine) || same(mine, theirs)) return theirs;
  if (same(original, theirs)) return mine;
  if (isObject(mine) && isObject(theirs)) {
    const before = isObject(original) ? original : {};
    const keys = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
    const merged = keys.map((key) => {
      const at = (object: JsonObject) => (Object.hasOwn(object, key) ? object[key] : undefined);
      return [key, mergeValues([...path, key], at(before), at(mine), at(theirs), conflicts)] as const;
    });
    return Object.fromEntries(merged.filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
  }
  conflicts.push({ field: path.join('.'), path, original, mine, theirs });
  return theirs;
}

function setAt(object: JsonObject, [key, ...rest]: readonly string[], value: Value): JsonObject {
  if (key === undefined) return object;
  const others = Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
  if (rest.length === 0) return value === undefined ? others : { ...object, [key]: value };
  const inner = object[key];
  return { ...object, [key]: setAt(isObject(inner) ? inner : {}, rest, value) };
}

function isObject(value: Value): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
