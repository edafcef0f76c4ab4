import {
  type ImportColumn,
  type ImportMode,
  type ImportOnMatch,
  type ImportPlan,
  type ImportPreview,
  type ImportValueFormat,
  type ImportValueType,
  type StartImport,
} from '@bureau/contracts';

/** Where a column of the file goes; `target` is empty where it is left out. */
export interface MappedColumn {
  source: string;
  target: string;
  type: ImportValueType;
  format: ImportValueFormat | null;
}

/** All that a person says of a file before its rows are checked. */
export interface ImportMapping {
  columns: readonly MappedColumn[];
  mode: ImportMode;
  /** Source of the column whose values name records; empty where every row makes a new one. */
  key_column: string;
  on_match: ImportOnMatch;
  /** Empty where rows without a type have none. */
  entity_type: string;
  has_header: boolean;
}

/** What the preview suggests, until somebody says otherwise. */
export function suggestedMapping(preview: ImportPreview): ImportMapping {
  return {
    columns: preview.columns.map(({ source, target, type, format }) => ({
      source,
      target: target ?? '',
      type,
      format,
    })),
    mode: 'skip_bad',
    key_column: '',
    on_match: 'update',
    entity_type: '',
    has_header: preview.has_header,
  };
}

/** The mapping that an import was checked with: columns that the plan does not name are left out. */
export function mappingOf(plan: ImportPlan, preview: ImportPreview): ImportMapping {
  const planned = new Map(plan.columns.map((column) => [column.source, column]));
  return {
    columns: preview.columns.map(({ source, type, format }) => {
      const column = planned.get(source);
      if (!column) return { source, target: '', type, format };
      return { source, target: column.target, type: column.type ?? 'text', format: column.format ?? null };
    }),
    mode: plan.mode,
    key_column: plan.key_column ?? '',
    on_match: plan.on_match,
    entity_type: plan.entity_type ?? '',
    has_header: plan.has_header,
  };
}

/** The request for a mapping. */
export function startOf(mapping: ImportMapping): StartImport {
  const { mode, key_column, on_match, entity_type, has_header } = mapping;
  return {
    columns: usedColumns(mapping).map(({ source, target, type, format }): ImportColumn => {
      return { source, target, type, ...(format !== null && { format }) };
    }),
    mode,
    ...(key_column !== '' && { key_column, on_match }),
    ...(entity_type !== '' && { entity_type }),
    has_header,
  };
}

/** Columns that are not left out, in the order of the request. */
export function usedColumns({ columns }: ImportMapping): MappedColumn[] {
  return columns.filter(({ target }) => target !== '');
}

/** Columns whose values can name records. */
export function keyColumns(mapping: ImportMapping): MappedColumn[] {
  return usedColumns(mapping).filter(({ target }) => target === 'name' || target.startsWith('metadata.'));
}

/** Changes one column; text fields are read as text, and a format goes with its type. */
export function withColumn(
  mapping: ImportMapping,
  source: string,
  change: Partial<MappedColumn>,
): ImportMapping {
  const columns = mapping.columns.map((column) =>
    column.source === source ? settled({ ...column, ...change }) : column,
  );
  const keys = keyColumns({ ...mapping, columns });
  const key = keys.some((column) => column.source === mapping.key_column) ? mapping.key_column : '';
  return { ...mapping, columns, key_column: key };
}

function settled(column: MappedColumn): MappedColumn {
  const type = typeFor(column);
  const fits =
    type === 'date' ? column.format?.includes('Y') : type === 'number' && column.format === 'decimal_comma';
  if (fits) return { ...column, type };
  return { ...column, type, format: type === 'date' ? 'YYYY-MM-DD' : null };
}

function typeFor({ target, type }: MappedColumn): ImportValueType {
  if (target === 'metadata') return 'json';
  return target === '' || target.startsWith('metadata.') ? type : 'text';
}

/** Would both ask the same of the server? */
export function sameMapping(one: ImportMapping, other: ImportMapping): boolean {
  return JSON.stringify(startOf(one)) === JSON.stringify(startOf(other));
}
