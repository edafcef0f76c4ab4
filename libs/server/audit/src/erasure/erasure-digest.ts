import { type AuditErasureTable } from '../persistence/audit-erasure.table';
import { sha256 } from '../seals/merkle';

export type ErasureContent = Pick<
  AuditErasureTable,
  'user_id' | 'part' | 'ids' | 'leaves_before' | 'leaves_after' | 'erased_at'
>;

/** What the audit row of an erasure holds of it: the rows, and which hashes took the place of which. */
export function erasureDigest(erasure: ErasureContent): Buffer {
  const hex = (bytes: Buffer | null) => (bytes === null ? '-' : sha256(bytes).toString('hex'));
  const { user_id, part, ids, leaves_before, leaves_after, erased_at } = erasure;
  return sha256(
    `bureau-erasure/1 user=${user_id} part=${part} rows=${ids.length} ids=${sha256(ids.join(',')).toString('hex')} before=${hex(leaves_before)} after=${hex(leaves_after)} at=${erased_at}`,
  );
}
