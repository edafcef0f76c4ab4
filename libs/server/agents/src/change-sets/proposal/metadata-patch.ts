import { type JsonObject, type JsonValue } from '@bureau/contracts';
import { isDeepStrictEqual } from 'node:util';
import { isJsonObject } from './record-fields';

/** The RFC 7396 merge patch that turns `from` into `to`; `to` holds no null inside an object (see {@link withoutNulls}). */
export function patchBetween(from: JsonValue | undefined, to: JsonValue): JsonValue {
  if (!isJsonObject(from) || !isJsonObject(to)) return to;
  const patch: JsonObject = {};
  for (const key of Object.keys(from)) {
    if (!Object.hasOwn(to, key)) patch[key] = null;
  }
  for (const [key, value] of Object.entries(to)) {
    if (!isDeepStrictEqual(from[key], value)) patch[key] = patchBetween(from[key], value);
  }
  return patch;
}

/** Puts a patch of one value under its path, beside those that are there. */
export function addToPatch(patch: JsonObject, keys: readonly string[], value: JsonValue): JsonObject {
  const [key, ...rest] = keys;
  if (key === undefined) return isJsonObject(value) ? { ...patch, ...value } : patch;
  const below = patch[key];
  return {
    ...patch,
    [key]: rest.length === 0 ? value : addToPatch(isJsonObject(below) ? below : {}, rest, value),
  };
}

/** Metadata has absent keys, not nulls: a merge patch could not write one. Arrays keep theirs. */
export function withoutNulls(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)]));
}
