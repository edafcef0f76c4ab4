import { type Entity, type JsonValue } from '@bureau/contracts';
import { fieldName } from '@bureau/portal-ui';

/** What a column holds: it decides how a value is shown, compared and typed in. */
export type ColumnKind = 'text' | 'status' | 'number' | 'boolean' | 'time' | 'person' | 'json';

/** A column of the records list: a field, or a path into the metadata (`metadata.section`). */
export interface RecordColumn {
  id: string;
  label: string;
  kind: ColumnKind;
  sortable: boolean;
  editable: boolean;
  /** Usual width in pixels. */
  width: number;
}

/** Metadata paths that were seen, and what they hold. */
export type SeenPaths = ReadonlyMap<string, ColumnKind>;

/** The column that every row has first. */
export const NAME_COLUMN: RecordColumn = column('name', 'Name', 'text', 280, { editable: true });

const BEFORE_METADATA: readonly RecordColumn[] = [
  column('status', 'Status', 'status', 132, { editable: true }),
  column('type', 'Type', 'text', 140, { editable: true }),
  column('description', 'Description', 'text', 320, { editable: true, sortable: false }),
];

const AFTER_METADATA: readonly RecordColumn[] = [
  column('owner_id', 'Owner', 'person', 150),
  column('id', 'Number', 'number', 100),
  column('version', 'Version', 'number', 96, { sortable: false }),
  column('created_at', 'Created', 'time', 140),
  column('updated_at', 'Changed', 'time', 140),
];

/** Objects inside objects are opened this far; below, they are shown as JSON. */
const MAX_DEPTH = 3;
/** More paths than a person can choose from are left out. */
const MAX_PATHS = 200;

/**
 * Adds the metadata paths of these records to those that were seen before, in the order of their first appearance.
 * A path that holds different things is text. Answers with `seen` itself where nothing is new.
 */
export function learnPaths(seen: SeenPaths, records: readonly Entity[]): SeenPaths {
  const known = new Map(seen);
  for (const { metadata } of records)
    for (const [path, value] of leavesOf(metadata)) learn(known, path, value);
  const isSame = known.size === seen.size && [...known].every(([path, kind]) => seen.get(path) === kind);
  return isSame ? seen : known;
}

function learn(known: Map<string, ColumnKind>, path: string, value: JsonValue): void {
  if (value === null) return;
  const before = known.get(path);
  if (before === undefined && known.size >= MAX_PATHS) return;
  const kind = kindOf(value);
  known.set(path, before === undefined || before === kind ? kind : 'text');
}

/** Every value of an object by its path, `a.b`; keys with dots cannot be told from paths and are left out. */
function* leavesOf(
  object: Record<string, JsonValue>,
  prefix = '',
  depth = 1,
): Generator<[string, JsonValue]> {
  for (const [key, value] of Object.entries(object)) {
    if (key === '' || key.includes('.')) continue;
    const path = prefix + key;
    if (isObject(value) && depth < MAX_DEPTH) yield* leavesOf(value, `${path}.`, depth + 1);
    else yield [path, value];
  }
}

function kindOf(value: JsonValue): ColumnKind {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'object' ? 'json' : 'text';
}

/** The columns that can be chosen beside the name. */
export function offeredColumns(seen: SeenPaths): RecordColumn[] {
  const fromMetadata = [...seen].map(([path, kind]) =>
    column(`metadata.${path}`, fieldName(`metadata.${path}`), kind, kind === 'number' ? 120 : 160, {
      editable: true,
    }),
  );
  return [...BEFORE_METADATA, ...fromMetadata, ...AFTER_METADATA];
}

/** The columns of a view, in its order; one that no row has yet is shown all the same. */
export function columnsOf(ids: readonly string[], offered: readonly RecordColumn[]): RecordColumn[] {
  return ids.flatMap((id) => {
    const known = offered.find((each) => each.id === id);
    if (known) return [known];
    return id.startsWith('metadata.') ? [column(id, fieldName(id), 'text', 160, { editable: true })] : [];
  });
}

/**
 * The columns before anybody chose: status, last change, and the two metadata paths that tell most: the one that
 * sorts these records into the most groups, and a number.
 */
export function usualColumns(records: readonly Entity[]): string[] {
  const paths = offeredColumns(learnPaths(new Map(), records)).filter(({ id }) => id.startsWith('metadata.'));
  const groups = paths
    .filter(({ kind }) => kind !== 'number')
    .map(({ id }) => ({
      id,
      count: new Set(records.map((record) => JSON.stringify(valueAt(record, id)))).size,
    }))
    .filter(({ count }) => count > 1 && count <= records.length / 2)
    .sort((one, other) => other.count - one.count);
  const telling = [groups[0]?.id, paths.find(({ kind }) => kind === 'number')?.id];
  return ['status', ...telling.filter((id) => id !== undefined), 'updated_at'];
}

/** What a record has in a column; undefined where a metadata path leads nowhere. */
export function valueAt(record: Entity, columnId: string): JsonValue | undefined {
  const [field = '', ...path] = columnId.split('.');
  if (path.length === 0) return (record as unknown as Record<string, JsonValue>)[field];
  return path.reduce<JsonValue | undefined>((value, key) => {
    return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }, record.metadata);
}

function isObject(value: JsonValue | undefined): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function column(
  id: string,
  label: string,
  kind: ColumnKind,
  width: number,
  more: Partial<RecordColumn> = {},
): RecordColumn {
  return { id, label, kind, width, sortable: true, editable: false, ...more };
}
