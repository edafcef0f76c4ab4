import type { ChangeOperation, ChangeSetStatus, Risk } from '../catalogues/statuses';
import type { JsonObject, JsonValue } from './entity';

export interface FieldChange {
  /** A column of the record, or `metadata.<path>` for one value inside its metadata. */
  field: string;
  from: JsonValue;
  to: JsonValue;
}

export interface ChangeSetItem {
  id: number;
  operation: ChangeOperation;
  /** Absent for a create until it is committed. */
  entity_id: number | null;
  /** Name of the record when the change was proposed. */
  entity_name: string | null;
  base_version: number | null;
  changes: FieldChange[];
  reason: string | null;
  evidence: JsonObject | null;
  decision: 'approve' | 'reject' | null;
}

export interface ChangeSetVote {
  user_id: number;
  decision: 'approve' | 'reject';
  reason: string | null;
  at: string;
}

/** What an agent (or a service) proposes to change: nothing of it is real before it is committed. */
export interface ChangeSet {
  id: number;
  agent_task_id: number | null;
  status: ChangeSetStatus;
  title: string;
  reason: string | null;
  risk: Risk;
  /** Left out of lists, and above 200: read `/change-sets/{id}/items` then. */
  items?: ChangeSetItem[];
  item_count: number;
  payload_hash: string;
  required_decisions: number;
  decisions: ChangeSetVote[];
  /** The agent that proposed it, where one did. */
  agent: string | null;
  /** The person in whose name it was proposed. */
  created_by: number;
  decided_by: number | null;
  /** The set that this one takes back. */
  reverts_id: number | null;
  /** Records that changed since the proposal; only while `stale`. */
  drifted?: { item_id: number; entity_id: number; base_version: number; version: number | null }[];
  expires_at: string;
  created_at: string;
  committed_at: string | null;
  version: number;
}

export interface DecideChangeSet {
  decision: 'approve' | 'reject';
  /** Exceptions from `decision`; `changes` keeps only these fields of the item. */
  items?: { id: number; decision: 'approve' | 'reject'; changes?: { field: string; to: JsonValue }[] }[];
  reason?: string;
  /** The hash that was looked at; 409 if the set is another by now. */
  payload_hash?: string;
}
