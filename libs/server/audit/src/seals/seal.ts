import { type AuditSealTable } from '../persistence/audit-seal.table';
import { merkleRoot, sha256, splitHashes } from './merkle';

/** A seal as its table holds it. */
export type Seal = AuditSealTable;
/** What a seal is made from: all but hashes and signature. */
export type SealContent = Omit<Seal, 'root' | 'head' | 'key_id' | 'signature'>;

/** Columns that a seal is read by; `ids` as JSON, which the driver reads faster and as numbers. */
export const SEAL_COLUMNS =
  's.seq, s.epoch, s.cluster, s.snapshot, s.through_id, s.opening_id, s.row_count, s.total_rows, s.first_id, s.last_id, array_to_json(s.ids) as ids, s.leaves, s.root, s.prev, s.head, s.key_id, s.signature, s.sealed_at';

/** Everything that a seal says beside its rows' hashes, as one line: with the root it makes the head. */
export function sealHeader(seal: SealContent): string {
  const parts = {
    seq: seal.seq,
    epoch: seal.epoch,
    cluster: seal.cluster || '-',
    snapshot: seal.snapshot,
    through: seal.through_id ?? '-',
    opening: seal.opening_id ?? '-',
    rows: seal.row_count,
    total: seal.total_rows,
    first: seal.first_id,
    last: seal.last_id,
    ids: sha256(seal.ids.join(',')).toString('hex'),
    at: seal.sealed_at,
  };
  return `bureau-seal/1 ${Object.entries(parts)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')}`;
}

/** Hash that binds the seal, its rows and every seal before it. */
export function sealHead(prev: Buffer, root: Buffer, header: string): Buffer {
  return sha256(prev, root, header);
}

/** Whether the seal agrees with itself: with its rows' hashes, its counts and its head. */
export function isSealIntact(seal: Seal): boolean {
  const leaves = splitHashes(seal.leaves);
  return (
    leaves.length === seal.ids.length &&
    seal.row_count === seal.ids.length &&
    merkleRoot(leaves).equals(seal.root) &&
    sealHead(seal.prev, seal.root, sealHeader(seal)).equals(seal.head)
  );
}
