import { type JsonObject, type JsonValue } from '@bureau/contracts';
import { isDeepStrictEqual } from 'node:util';
import { isJsonObject } from '../proposal/record-fields';

/**
 * What a value becomes when a change from `before` to `after` is taken back while it is `now`: what nobody touched
 * since goes back to `before`, what somebody changed since stays. Objects are merged key by key; undefined is absent.
 */
export function revertValue(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  now: JsonValue | undefined,
): JsonValue | undefined {
  if (isDeepStrictEqual(now, after)) return before;
  // an object that the change itself made is taken back key by key as well
  const base = before ?? {};
  if (!isJsonObject(base) || !isJsonObject(after) || !isJsonObject(now)) return now;
  const merged: JsonObject = {};
  for (const key of new Set([...Object.keys(now), ...Object.keys(base)])) {
    const value = revertValue(own(base, key), own(after, key), own(now, key));
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
