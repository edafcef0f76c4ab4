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

/** How many metadata keys are columns before anybody chose. */
const SHOWN_KEYS = 2;

/** The columns that these records offer beside the name; metadata keys in the order in which they first appear. */
export function offeredColumns(records: readonly Entity[]): RecordColumn[] {
  const keys = new Set(records.flatMap(({ metadata }) => Object.keys(metadata)));
  const fromMetadata = [...keys].map((key) => {
    const numeric = records.every(({ metadata }) => ['number', 'undefined'].includes(typeof metadata[key]));
    return { id: `metadata.${key}`, label: fieldName(`metadata.${key}`), sortable: true, numeric };
  });
  return [...BEFORE_METADATA, ...fromMetadata, ...AFTER_METADATA];
}

/** The ids of the columns that are shown: the person's choice, else status, the first metadata keys, last change. */
export function shownColumns(chosen: readonly string[] | null, offered: readonly RecordColumn[]): string[] {
  if (chosen) return offered.map(({ id }) => id).filter((id) => chosen.includes(id));
  const keys = offered.filter(({ id }) => id.startsWith('metadata.')).slice(0, SHOWN_KEYS);
  return ['status', ...keys.map(({ id }) => id), 'updated_at'];
}

/** What a record has in a metadata column; undefined where the key is missing. */
export function metadataValue(record: Entity, column: string): JsonValue | undefined {
  return record.metadata[column.replace(/^metadata\./, '')];
}
