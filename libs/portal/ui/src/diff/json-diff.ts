import { type JsonValue } from '@bureau/contracts';

export interface PathChange {
  /** `tags.0`, `size`; empty for the value itself. */
  path: string;
  from: JsonValue | undefined;
  to: JsonValue | undefined;
}

/** The places in which two JSON values differ, deepest path first reached; equal parts are left out. */
export function jsonDiff(from: JsonValue | undefined, to: JsonValue | undefined, path = ''): PathChange[] {
  if (isBranch(from) && isBranch(to) && Array.isArray(from) === Array.isArray(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => jsonDiff(child(from, key), child(to, key), path ? `${path}.${key}` : key));
  }
  return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ path, from, to }];
}

function isBranch(value: JsonValue | undefined): value is JsonValue[] | { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null;
}

function child(value: JsonValue[] | { [key: string]: JsonValue }, key: string): JsonValue | undefined {
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
