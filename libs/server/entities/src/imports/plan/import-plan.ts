import { type ImportColumn, type ImportMode, type ImportOnMatch } from '@bureau/contracts';

/** What an import does with its file, complete and checked. */
export interface ImportPlan {
  columns: ImportColumn[];
  mode: ImportMode;
  key_column: string | null;
  on_match: ImportOnMatch;
  entity_type: string | null;
  has_header: boolean;
}

const METADATA = 'metadata.';

/** The keys of a target inside the metadata: none for the whole of it, null for another target. */
export function metadataPath(target: string): string[] | null {
  if (target === 'metadata') return [];
  return target.startsWith(METADATA) ? target.slice(METADATA.length).split('.') : null;
}

/** The column whose values name records; null where every row makes a new one. */
export function keyColumn(plan: ImportPlan): ImportColumn | null {
  return plan.columns.find(({ source }) => source === plan.key_column) ?? null;
}
