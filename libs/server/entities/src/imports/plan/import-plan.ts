import { type ImportColumn, type ImportPlan } from '@bureau/contracts';

export type { ImportPlan };

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
