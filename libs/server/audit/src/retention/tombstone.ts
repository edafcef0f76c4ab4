import { type AuditTombstoneTable } from '../persistence/audit-tombstone.table';
import { HASH_BYTES, sha256 } from '../seals/merkle';
import { type Seal } from '../seals/seal';

/** A tombstone as its table holds it, its month as `2025-01`. */
export type Tombstone = AuditTombstoneTable;
export type TombstoneContent = Omit<Tombstone, 'id' | 'key_id' | 'signature'>;

/** Columns that a tombstone is read by. */
export const TOMBSTONE_COLUMNS = `id, to_char(month, 'YYYY-MM') as month, row_count, first_id, last_id, ids::text as ids, first_seal, last_seal, root, reason, audit_id, key_id, signature, dropped_at`;

/** What is signed for a dropped month. */
export function tombstoneText(stone: TombstoneContent): string {
  const {
    month,
    row_count,
    first_id,
    last_id,
    ids,
    first_seal,
    last_seal,
    root,
    dropped_at,
    reason,
    audit_id,
  } = stone;
  return `bureau-tombstone/1 month=${month} rows=${row_count} first=${first_id} last=${last_id} ids=${sha256(ids).toString('hex')} seals=${first_seal}-${last_seal} root=${root.toString('hex')} at=${dropped_at} row=${audit_id} reason=${reason}`;
}

/**
 * What one seal loses with a month, a leaf of the tombstone's tree.
 * @param places of the lost rows within the seal
 */
export function lostLeaf(seal: Pick<Seal, 'seq' | 'ids' | 'leaves'>, places: readonly number[]): Buffer {
  const ids = places.map((place) => seal.ids[place]).join(',');
  const leaves = places.map((place) => seal.leaves.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES));
  return sha256(`${seal.seq}:${ids}:`, ...leaves);
}

/** Ids as PostgreSQL writes a multirange: `{[1,5),[7,9)}`. */
export class IdRanges {
  private readonly ranges: readonly (readonly [from: number, to: number])[];

  constructor(text: string) {
    this.ranges = [...text.matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, to]) => [Number(from), Number(to)]);
  }

  has(id: number): boolean {
    let [low, high] = [0, this.ranges.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [from, to] = this.ranges[middle] as readonly [number, number];
      if (id < from) high = middle - 1;
      else if (id >= to) low = middle + 1;
      else return true;
    }
    return false;
  }
}
