import { type ChangeOperation, type FieldChange, type JsonObject } from '@bureau/contracts';
import { type RecordValues } from './record-fields';

/** A record as the proposal finds it. */
export type RecordSnapshot = RecordValues & { id: number; version: number; deleted_at: string | null };

/** An item as it is stored: with the values that it starts from. */
export interface PlannedItem {
  operation: ChangeOperation;
  entity_id: number | null;
  entity_name: string | null;
  base_version: number | null;
  changes: FieldChange[];
  reason: string | null;
  evidence: JsonObject | null;
}

/** What became of one proposed item. */
export type Plan =
  | { outcome: 'planned'; item: PlannedItem }
  /** The record already is as proposed. */
  | { outcome: 'unchanged' }
  | { outcome: 'impossible'; code: string; detail: string; path: string };

/** How much a proposal would do, as it counts against the limits of a task. */
export interface ProposalEffects {
  records: number;
  fields: number;
  deletes: number;
}

export function effectsOf(items: readonly Pick<PlannedItem, 'operation' | 'changes'>[]): ProposalEffects {
  return {
    records: items.length,
    fields: items.reduce((sum, { changes }) => sum + changes.length, 0),
    deletes: items.filter(({ operation }) => operation === 'delete').length,
  };
}
