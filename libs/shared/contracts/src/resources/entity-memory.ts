import type { ActorType, AuditActor } from './audit-log';
import type { ChangeOperation } from '../catalogues/statuses';
import type { FieldChange } from './change-set';
import type { Entity, JsonObject, JsonValue } from './entity';

/** One step in the life of a record, for those who may see the record. */
export interface EntityHistoryEntry {
  /** Of the audit row. */
  id: number;
  /** The version that it made; the one that stood where it made none. */
  version: number | null;
  at: string;
  action: string;
  /** Down to single values inside metadata; null where there was, or is, none. */
  changes: FieldChange[];
  /** The person whose rights were used, also when an agent acted. */
  user_id: number | null;
  actor: AuditActor;
  on_behalf_of: number | null;
  approved_by: number | null;
  agent_task_id: number | null;
  change_set_id: number | null;
  reason: string | null;
  /** The version whose values it brought back. */
  restored_version: number | null;
}

/** Who or what writes: an actor, or an import of theirs. */
export type WriterType = ActorType | 'import';

/** Who or what wrote a field last, and why. */
export interface FieldProvenance {
  /** A column, or `metadata.<path>` for one value inside its metadata. */
  field: string;
  value: JsonValue;
  version: number;
  at: string;
  by: { type: WriterType; id: string | null; name: string | null };
  user_id: number | null;
  on_behalf_of: number | null;
  approved_by: number | null;
  /** Of the write, else of the item or the set that proposed it. */
  reason: string | null;
  /** What the proposal rested on. */
  evidence: JsonObject | null;
  change_set_id: number | null;
  agent_task_id: number | null;
  import_id: number | null;
  /** False while an agent's value waits for a person to look at it. */
  reviewed: boolean;
}

/** A proposed change of a record that is not decided. */
export interface PendingChange {
  change_set_id: number;
  item_id: number;
  title: string;
  operation: ChangeOperation;
  changes: FieldChange[];
  reason: string | null;
  /** The agent that proposed it, where one did. */
  agent: string | null;
  created_by: number;
  created_at: string;
  expires_at: string;
}

/** What `include=` adds to a record. */
export const ENTITY_INCLUDES = ['provenance', 'pending'] as const;
export type EntityInclude = (typeof ENTITY_INCLUDES)[number];

/** A record with what `include=` adds to it. */
export interface RememberedEntity extends Entity {
  /** With `include=provenance`. */
  provenance?: FieldProvenance[];
  /** With `include=pending`: proposed changes that the caller may see. */
  pending?: PendingChange[];
}
