import {
  ENTITY_STATUSES,
  type ImportColumn,
  type ImportRowError,
  type JsonObject,
  type JsonValue,
} from '@bureau/contracts';
import { type FileRow } from '../source/file-row';
import { convertText, shorten, type Converted } from './cell-conversion';
import { metadataPath, type ImportPlan } from './import-plan';
import { type MappedRecord } from './mapped-record';
import { plainText } from './neutral-text';
import { isStorable, refuseRecord } from './record-rules';

export type MappedRow = { record: MappedRecord; key: string | JsonObject | null } | { error: ImportRowError };

/**
 * What a row of the file becomes under the plan, or the first reason why it cannot be. Empty cells are left out: they
 * neither set nor empty a field; `null` in NDJSON empties one.
 * @param sources names of a table's columns in their order
 */
export function mapRow(row: FileRow, plan: ImportPlan, sources: readonly string[]): MappedRow {
  const refuse = (column: string | null, detail: string): MappedRow => ({
    error: { line: row.line, column, detail },
  });
  if (row.problem) return refuse(null, row.problem);
  if (row.cells && row.cells.length !== sources.length)
    return refuse(null, `The row has ${row.cells.length} cells; the first row has ${sources.length}.`);
  const record: MappedRecord = {};
  let key: string | JsonObject | null = null;
  for (const column of plan.columns) {
    const found = readColumn(row, column, sources);
    if (found === undefined) continue;
    const wrong = 'problem' in found ? found.problem : setTarget(record, column.target, found.value);
    if (wrong !== null) return refuse(column.source, wrong);
    if (column.source === plan.key_column && 'value' in found) key = keyOf(column.target, found.value);
  }
  if (plan.key_column !== null && key === null) return refuse(plan.key_column, 'The key is missing.');
  if (record.type === undefined && plan.entity_type !== null) record.type = plan.entity_type;
  const wrong = refuseRecord(record, plan.key_column === null);
  return wrong ? refuse(sourceOf(plan, wrong.target), wrong.detail) : { record, key };
}

function readColumn(
  { cells, object }: FileRow,
  { source, type, format }: ImportColumn,
  sources: readonly string[],
): Converted | undefined {
  if (cells) {
    const text = plainText(cells[sources.indexOf(source)] ?? '');
    return text.trim() === '' ? undefined : convertText(text, type, format);
  }
  const value = object && Object.hasOwn(object, source) ? object[source] : undefined;
  if (value === undefined) return undefined;
  return typeof value === 'string' && type !== undefined && type !== 'text'
    ? convertText(value, type, format)
    : { value };
}

/** @returns what is wrong with the value, or null */
function setTarget(record: MappedRecord, target: string, value: JsonValue): string | null {
  if (!isStorable(value)) return 'The value holds the character U+0000 or half a character.';
  const path = metadataPath(target);
  if (path) return setMetadata(record, path, value);
  if (value !== null && typeof value === 'object') return `A ${target} is text, not a list or an object.`;
  const text = value === null ? null : String(value);
  switch (target) {
    case 'status': {
      const status = ENTITY_STATUSES.find((one) => one === text?.trim().toLowerCase());
      if (!status)
        return `"${shorten(text ?? 'null')}" is no status; use one of ${ENTITY_STATUSES.join(', ')}.`;
      record.status = status;
      return null;
    }
    case 'name':
    case 'owner':
      if (text !== null) record[target] = text;
      return null;
    case 'type':
    case 'description':
      record[target] = text;
      return null;
    default:
      return `A record has no field ${target}.`;
  }
}

function setMetadata(record: MappedRecord, path: readonly string[], value: JsonValue): string | null {
  const metadata = (record.metadata ??= {});
  if (path.length === 0) {
    if (value === null || typeof value !== 'object' || Array.isArray(value))
      return 'Metadata is a JSON object.';
    Object.assign(metadata, value);
    return null;
  }
  let at: JsonObject = metadata;
  for (const key of path.slice(0, -1)) {
    const inner = Object.hasOwn(at, key) ? at[key] : undefined;
    if (inner !== null && typeof inner === 'object' && !Array.isArray(inner)) at = inner;
    else {
      const below: JsonObject = {};
      setOwn(at, key, below);
      at = below;
    }
  }
  setOwn(at, path.at(-1) ?? '', value);
  return null;
}

/** Also for a key like `__proto__`, which an assignment would not make a key. */
function setOwn(object: JsonObject, key: string, value: JsonValue): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

/** What the row's record is found by. */
function keyOf(target: string, value: JsonValue): string | JsonObject | null {
  const path = metadataPath(target);
  if (value === null || typeof value === 'object') return null;
  if (!path) return String(value);
  return [...path].reverse().reduce<JsonValue>((inner, key) => ({ [key]: inner }), value) as JsonObject;
}

function sourceOf(plan: ImportPlan, target: string | null): string | null {
  return plan.columns.find((column) => column.target === target)?.source ?? null;
}
