import { type Entity, type JsonValue } from '@bureau/contracts';

/** A value of a cell of a table: text, or a number that stays one. */
export type Cell = string | number | boolean | null;

/** A column of an exported table. */
export interface ExportColumn {
  title: string;
  cell(row: Partial<Entity>): Cell;
}

/**
 * The columns of a table of records.
 * @param fields fields of the records in their order
 * @param metadataKeys the keys that get columns of their own; null: the metadata is one column of JSON
 */
export function exportColumns(
  fields: readonly string[],
  metadataKeys: readonly string[] | null,
): ExportColumn[] {
  return fields.flatMap((field) => {
    if (field === 'metadata' && metadataKeys) return metadataKeys.map(metadataColumn);
    return [{ title: field, cell: (row: Partial<Entity>) => cellOf(row[field as keyof Entity]) }];
  });
}

function metadataColumn(key: string): ExportColumn {
  return {
    title: `metadata.${key}`,
    cell: ({ metadata = {} }) => (Object.hasOwn(metadata, key) ? cellOf(metadata[key]) : null),
  };
}

function cellOf(value: JsonValue | undefined): Cell {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
