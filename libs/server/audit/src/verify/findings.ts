import { type AuditFinding } from '@bureau/contracts';
import { type Checkpoint } from '../checkpoints/checkpoint';
import { type Seal } from '../seals/seal';

/** Findings that are kept as they are; the others are counted. */
export const KEPT_FINDINGS = 20;

/** What a verification found, the first findings first. */
export class Findings {
  readonly kept: AuditFinding[] = [];
  count = 0;

  add(finding: AuditFinding): void {
    this.count++;
    if (this.kept.length < KEPT_FINDINGS) this.kept.push(finding);
  }
}

type SealRows = Pick<Seal, 'seq' | 'first_id' | 'last_id'>;

const rowsOf = ({ first_id, last_id }: Pick<Seal, 'first_id' | 'last_id'>) =>
  first_id === last_id ? `row ${first_id}` : `rows ${first_id} to ${last_id}`;

export const rowChanged = (seq: number, id: number): AuditFinding => ({
  kind: 'row_changed',
  seal_seq: seq,
  row_id: id,
  detail: `Row ${id} was changed after it was sealed (seal ${seq}).`,
});

export const rowDeleted = (seq: number, id: number): AuditFinding => ({
  kind: 'row_deleted',
  seal_seq: seq,
  row_id: id,
  detail: `Row ${id} was deleted after it was sealed (seal ${seq}).`,
});

export const rowAdded = (id: number): AuditFinding => ({
  kind: 'row_added',
  seal_seq: null,
  row_id: id,
  detail: `Row ${id} was put among rows that were sealed without it.`,
});

export const rowDoubled = (seq: number, id: number): AuditFinding => ({
  kind: 'row_added',
  seal_seq: seq,
  row_id: id,
  detail: `There is a second row ${id}, which was not sealed.`,
});

export const rowErased = (seq: number, id: number): AuditFinding => ({
  kind: 'row_erased',
  seal_seq: seq,
  row_id: id,
  detail: `What names a person was blanked in row ${id} (seal ${seq}), and no erasure tells of it.`,
});

export const tombstoneInvalid = (month: string, why: string): AuditFinding => ({
  kind: 'tombstone_invalid',
  seal_seq: null,
  row_id: null,
  detail: `The note of the dropped month ${month} does not hold: ${why}.`,
});

export const sealMissing = (from: number, to: number): AuditFinding => ({
  kind: 'seal_missing',
  seal_seq: from,
  row_id: null,
  detail: from === to ? `Seal ${from} was deleted.` : `Seals ${from} to ${to} were deleted.`,
});

export const sealAltered = (seal: SealRows): AuditFinding => ({
  kind: 'seal_altered',
  seal_seq: seal.seq,
  row_id: null,
  detail: `Seal ${seal.seq} was altered; it covers ${rowsOf(seal)}.`,
});

export const chainBroken = (seal: SealRows): AuditFinding => ({
  kind: 'chain_broken',
  seal_seq: seal.seq,
  row_id: null,
  detail: `Seal ${seal.seq} does not follow from the seal before it; it covers ${rowsOf(seal)}.`,
});

export const sealSignatureInvalid = (seal: SealRows): AuditFinding => ({
  kind: 'signature_invalid',
  seal_seq: seal.seq,
  row_id: null,
  detail: `The signature of seal ${seal.seq} is not of this installation's key; it covers ${rowsOf(seal)}.`,
});

export const tailDeleted = (first: Checkpoint, last: Checkpoint): AuditFinding => ({
  kind: 'tail_deleted',
  seal_seq: first.seq,
  row_id: first.first_id,
  detail: `The end of the log was deleted, from row ${first.first_id} on: it has checkpoints up to seal ${last.seq}, and no seal from ${first.seq} on.`,
});

export const checkpointMismatch = (seal: SealRows): AuditFinding => ({
  kind: 'checkpoint_mismatch',
  seal_seq: seal.seq,
  row_id: null,
  detail: `Seal ${seal.seq} is not the one that was noted outside the database; it covers ${rowsOf(seal)}.`,
});

export const checkpointMissing = (from: number, to: number): AuditFinding => ({
  kind: 'checkpoint_missing',
  seal_seq: from,
  row_id: null,
  detail:
    from === to
      ? `The checkpoint of seal ${from} is missing from the file.`
      : `The checkpoints of seals ${from} to ${to} are missing from the file.`,
});

export const checkpointDisordered = (seq: number, line: number): AuditFinding => ({
  kind: 'checkpoint_mismatch',
  seal_seq: seq,
  row_id: null,
  detail: `Line ${line} of the checkpoint file is of seal ${seq} again: the log was set back and sealed anew.`,
});

export const checkpointUnreadable = (line: number): AuditFinding => ({
  kind: 'checkpoint_unreadable',
  seal_seq: null,
  row_id: null,
  detail: `Line ${line} of the checkpoint file is no checkpoint.`,
});

export const checkpointSignatureInvalid = (seq: number, line: number): AuditFinding => ({
  kind: 'signature_invalid',
  seal_seq: seq,
  row_id: null,
  detail: `The signature in line ${line} of the checkpoint file (seal ${seq}) is not of this installation's key.`,
});
