import { ENTITY_STATUSES, type Entity, type EntityStatus, type JsonValue } from '@bureau/contracts';
import { type RecordDraft } from './entities-api';
import { draftOf } from './merge-patch';
import { type ColumnKind, type RecordColumn, valueAt } from './record-columns';

/** What was typed into a cell: the value, or what is wrong with it. */
export type CellAnswer = { value: JsonValue } | { error: string };

/** How a cell is typed in: by what it holds now, else by its column. */
export function editorKind(column: RecordColumn, value: JsonValue | undefined): ColumnKind {
  if (!column.id.startsWith('metadata.') || value === undefined || value === null) return column.kind;
  if (typeof value === 'number' || typeof value === 'boolean') return typeof value as 'number' | 'boolean';
  return typeof value === 'object' ? 'json' : 'text';
}

/** A value as it stands in the editor. */
export function cellText(kind: ColumnKind, value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return kind === 'json' ? JSON.stringify(value) : String(value);
}

/** Reads what was typed. An empty cell is null: of the metadata the key goes, a field becomes empty. */
export function readCell(column: RecordColumn, kind: ColumnKind, text: string): CellAnswer {
  const trimmed = text.trim();
  if (column.id === 'name') {
    if (trimmed === '') return { error: 'A record needs a name.' };
    return trimmed.length > 255 ? { error: 'At most 255 characters.' } : { value: trimmed };
  }
  if (trimmed === '') return { value: null };
  switch (kind) {
    case 'number':
      return readNumber(trimmed);
    case 'boolean':
      return { value: trimmed === 'true' };
    case 'json':
      return readJson(trimmed);
    default:
      return { value: text };
  }
}

function readNumber(text: string): CellAnswer {
  const number = Number(text.replace(/(\d),(?=\d{3}(?:\D|$))/g, '$1'));
  return Number.isFinite(number) ? { value: number } : { error: 'Type a number, such as 1204 or 0.5.' };
}

function readJson(text: string): CellAnswer {
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch {
    return { error: 'Type JSON, such as ["a", "b"].' };
  }
}

/** The part of a record that people edit, with another value in one cell. */
export function withCell(record: Entity, columnId: string, value: JsonValue): RecordDraft {
  const draft = draftOf(record);
  const [field, ...path] = columnId.split('.');
  switch (field) {
    case 'name':
      return { ...draft, name: String(value ?? '') };
    case 'status':
      return { ...draft, status: statusOf(value) ?? draft.status };
    case 'type':
    case 'description':
      return { ...draft, [field]: value === null ? null : String(value) };
    default:
      return { ...draft, metadata: withPath(draft.metadata, path, value) };
  }
}

function statusOf(value: JsonValue): EntityStatus | undefined {
  return ENTITY_STATUSES.find((status) => status === value);
}

function withPath(
  object: Record<string, JsonValue>,
  path: readonly string[],
  value: JsonValue,
): Record<string, JsonValue> {
  const [key, ...rest] = path;
  if (key === undefined) return object;
  const others = Object.entries(object).filter(([name]) => name !== key);
  if (rest.length === 0) return Object.fromEntries(value === null ? others : [...others, [key, value]]);
  const inner = Object.hasOwn(object, key) ? object[key] : undefined;
  const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
  return Object.fromEntries([...others, [key, withPath(isObject ? inner : {}, rest, value)]]);
}

/** Is there nothing to save? */
export function isUnchanged(record: Entity, column: RecordColumn, value: JsonValue): boolean {
  return JSON.stringify(valueAt(record, column.id) ?? null) === JSON.stringify(value);
}
