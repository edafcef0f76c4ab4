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
  /** Why the caller may not see all of it, as a sentence, and so cannot approve it; its hidden values are left out. */
  blocked?: string;
}

export interface ChangeSetVote {
  user_id: number;
  decision: 'approve' | 'reject';
  reason: string | null;
  at: string;
}

/** A record that is no longer as the proposal found it. */
export interface DriftedRecord {
  item_id: number;
  entity_id: number;
  /** Absent for a relation, which does not depend on the record's version. */
  base_version: number | null;
  /** The record's version now; null where it is gone, or in the trash. */
  version: number | null;
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
  /** Empty in lists for callers with rules, and where some of the set is hidden from the caller. */
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
  /** The task that this one takes back whole. */
  reverts_task_id: number | null;
  /** Who may decide in the place of those who were asked. */
  delegated_to: number | null;
  /** Records that changed since the proposal; only while `stale`. */
  drifted?: DriftedRecord[];
  /** Why the caller may not decide on it, as a sentence; null where they may. Only on a single set, not in lists. */
  decision_blocked?: string | null;
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

/** Change sets that one request decides. */
export const MAX_BATCH_DECISIONS = 50;

/** Body of `POST /change-sets/decisions`; only for sets of low risk. */
export interface DecideChangeSets {
  /** With the version that was looked at. */
  items: { id: number; version: number }[];
  decision: 'approve' | 'reject';
  reason?: string;
}

/** What came of one of them: its new status, or why it was left alone. */
export interface BatchDecisionResult {
  id: number;
  status: ChangeSetStatus | null;
  problem: { status: number; code: string; detail: string } | null;
}

export interface BatchDecision {
  decided: number;
  failed: number;
  /** In the order of the request. */
  results: BatchDecisionResult[];
}

export interface ProposedItem {
  operation: ChangeOperation;
  /** The record; the source of a relation. Absent for a create. */
  entity_id?: number;
  /** The version that the proposal was made from; 409 where the record is another by now. */
  base_version?: number;
  /** What each field becomes; a relation has `relation_type` and `target_id`; none for delete and restore. */
  changes?: { field: string; to: JsonValue }[];
  reason?: string;
  evidence?: JsonObject;
}

/** Body of `POST /change-sets`. */
export interface ProposeChangeSet {
  title: string;
  reason?: string;
  items: ProposedItem[];
  /** At most 30 days ahead; 7 days where absent. */
  expires_at?: string;
}

/** Items of a set that make the same change: what a review shows first. */
export interface ChangeSetGroup {
  operation: ChangeOperation;
  /** Absent for operations without fields. */
  field: string | null;
  from: JsonValue;
  to: JsonValue;
  count: number;
}
