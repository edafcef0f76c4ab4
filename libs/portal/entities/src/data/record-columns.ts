import { type Entity, type JsonValue } from '@bureau/contracts';
import { fieldName } from '@bureau/portal-ui';

/** A column of the records list: a field, or one key of the metadata (`metadata.section`). */
export interface RecordColumn {
  id: string;
  label: string;
  sortable: boolean;
  /** All values are numbers: they are aligned at their end. */
  numeric?: boolean;
}

const BEFORE_METADATA: readonly RecordColumn[] = [
  { id: 'status', label: 'Status', sortable: true },
  { id: 'type', label: 'Type', sortable: true },
  { id: 'description', label: 'Description', sortable: false },
];

const AFTER_METADATA: readonly RecordColumn[] = [
  { id: 'owner_id', label: 'Owner', sortable: true },
  { id: 'version', label: 'Version', sortable: false },
  { id: 'created_at', label: 'Created', sortable: true },
  { id: 'updated_at', label: 'Changed', sortable: true },
];

/** The columns that these records offer beside the name; metadata keys in the order in which they first appear. */
export function offeredColumns(records: readonly Entity[]): RecordColumn[] {
  const keys = new Set(records.flatMap(({ metadata }) => Object.keys(metadata)));
  const fromMetadata = [...keys].map((key) => {
    const numeric = records.every(({ metadata }) => ['number', 'undefined'].includes(typeof metadata[key]));
    return { id: `metadata.${key}`, label: fieldName(`metadata.${key}`), sortable: true, numeric };
  });
  return [...BEFORE_METADATA, ...fromMetadata, ...AFTER_METADATA];
}

/** The ids of the columns that are shown: the person's choice, else `usual`, in the order of the list. */
export function shownColumns(
  chosen: readonly string[] | null,
  usual: readonly string[],
  offered: readonly RecordColumn[],
): string[] {
  const wanted = chosen ?? usual;
  return offered.map(({ id }) => id).filter((id) => wanted.includes(id));
}

/**
 * The columns before anybody chose: status, last change, and the two metadata keys that tell most: the one that
 * sorts these records into the most groups, and a number.
 */
export function usualColumns(records: readonly Entity[]): string[] {
  const keys = offeredColumns(records).filter(({ id }) => id.startsWith('metadata.'));
  const groups = keys
    .filter(({ numeric }) => !numeric)
    .map(({ id }) => ({
      id,
      count: new Set(records.map((record) => JSON.stringify(metadataValue(record, id)))).size,
    }))
    .filter(({ count }) => count > 1 && count <= records.length / 2)
    .sort((one, other) => other.count - one.count);
  const telling = [groups[0]?.id, keys.find(({ numeric }) => numeric)?.id].filter((id) => id !== undefined);
  return ['status', ...telling, 'updated_at'];
}

/** What a record has in a metadata column; undefined where the key is missing. */
export function metadataValue(record: Entity, column: string): JsonValue | undefined {
  return record.metadata[column.replace(/^metadata\./, '')];
}
