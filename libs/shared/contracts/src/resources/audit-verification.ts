export const AUDIT_VERIFICATION_STATUSES = ['queued', 'running', 'completed', 'failed'] as const;
export type AuditVerificationStatus = (typeof AUDIT_VERIFICATION_STATUSES)[number];

export const AUDIT_FINDING_KINDS = [
  /** A sealed row has another content now. */
  'row_changed',
  /** A sealed row is gone. */
  'row_deleted',
  /** A row stands among the sealed ones that was not there when they were sealed. */
  'row_added',
  /** A seal within the chain is gone. */
  'seal_missing',
  /** A seal does not agree with itself. */
  'seal_altered',
  /** A seal does not follow from the one before. */
  'chain_broken',
  /** The newest seals, which have checkpoints outside the database, are gone. */
  'tail_deleted',
  /** A seal is another than the one that has the checkpoint. */
  'checkpoint_mismatch',
  /** Checkpoints were cut from the file. */
  'checkpoint_missing',
  'checkpoint_unreadable',
  'signature_invalid',
  /** What names a person was blanked in a sealed row, and no erasure tells of it. */
  'row_erased',
  /** The note of a dropped month does not fit the seals that held its rows. */
  'tombstone_invalid',
] as const;
export type AuditFindingKind = (typeof AUDIT_FINDING_KINDS)[number];

/** One sign that the audit log was altered. */
export interface AuditFinding {
  kind: AuditFindingKind;
  seal_seq: number | null;
  /** The audit row, where one can be named. */
  row_id: number | null;
  /** One sentence for people. */
  detail: string;
}

/** A month that retention has dropped: its seals still verify, its rows are gone. */
export interface DroppedMonth {
  /** `2025-01`. */
  month: string;
  rows: number;
  dropped_at: string;
  /** Who or what asked for it, as a sentence. */
  reason: string;
}

/** A run over the whole audit log. */
export interface AuditVerification {
  id: number;
  status: AuditVerificationStatus;
  /** null until it is completed. */
  intact: boolean | null;
  /** Sealed rows that were compared. */
  rows: number;
  seals: number;
  /** Rows that were written in the last seconds and have no seal yet. */
  pending_rows: number;
  checkpoints: number;
  /** The first seal that has a checkpoint outside the database. */
  checkpoints_from: number | null;
  /** Sealed rows in which what names a person was erased, as the log itself tells. */
  erased_rows: number;
  /** Sealed rows of months that were dropped. */
  dropped_rows: number;
  dropped_months: DroppedMonth[];
  /** The first 20, in the order of sealing. */
  findings: AuditFinding[];
  finding_count: number;
  /** Why the run itself failed. */
  error: string | null;
  /** null where the worker verified on its own account. */
  requested_by: number | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  version: number;
}

/** How far the audit log is sealed, and how the newest verification ended. */
export interface AuditIntegrity {
  sealed_rows: number;
  seals: number;
  last_sealed_at: string | null;
  /** The newest that is over. */
  last: AuditVerification | null;
  /** One that waits or runs. */
  current: AuditVerification | null;
}

export const AUDIT_EXPORT_FORMATS = ['csv', 'ndjson'] as const;
export type AuditExportFormat = (typeof AUDIT_EXPORT_FORMATS)[number];
