import { type DroppedMonth } from '@bureau/contracts';
import { type Executor } from '@bureau/platform';
import { type VerifyingKey } from '../checkpoints/signing-key';
import { IdRanges, lostLeaf, type Tombstone, TOMBSTONE_COLUMNS, tombstoneText } from '../retention/tombstone';
import { merkleRoot } from '../seals/merkle';
import { type Seal } from '../seals/seal';
import { type Findings, tombstoneInvalid } from './findings';

const READ = {
  name: 'audit_verify_tombstones',
  text: `select ${TOMBSTONE_COLUMNS}, exists (select from audit_logs a where a.id = t.audit_id and a.action = 'audit_log.drop_month' and a.outcome = 'success'
        and a.new_values ->> 'month' = to_char(t.month, 'YYYY-MM') and a.new_values ->> 'root' = encode(t.root, 'hex'))
      or exists (select from audit_tombstones later where later.ids @> t.audit_id) as told
    from audit_tombstones t order by t.month`,
};

interface Dropped {
  stone: Tombstone;
  ids: IdRanges;
  /** What was found to be gone, to be held against the tombstone. */
  leaves: Buffer[];
  rows: number;
}

/** Months that were dropped: which rows may be missing, and whether what is missing is what the tombstones say. */
export class DroppedMonths {
  private readonly months: Dropped[] = [];

  /** Reads the tombstones; one with a signature of another hand, or that no audit row tells of, excuses nothing. */
  static async read(
    executor: Executor,
    key: VerifyingKey | null,
    findings: Findings,
  ): Promise<DroppedMonths> {
    const dropped = new DroppedMonths();
    for (const stone of await executor.query<Tombstone & { told: boolean }>(READ)) {
      const foreign = key?.id === stone.key_id && !key.verifies(tombstoneText(stone), stone.signature);
      if (foreign)
        findings.add(tombstoneInvalid(stone.month, 'its signature is not of this installation’s key'));
      else if (!stone.told) findings.add(tombstoneInvalid(stone.month, 'no audit row tells of it'));
      else dropped.months.push({ stone, ids: new IdRanges(stone.ids), leaves: [], rows: 0 });
    }
    return dropped;
  }

  /** Rows that are gone with their months. */
  get rows(): number {
    return this.months.reduce((sum, { rows }) => sum + rows, 0);
  }

  get list(): DroppedMonth[] {
    return this.months.map(({ stone: { month, row_count, dropped_at, reason } }) => ({
      month,
      rows: row_count,
      dropped_at,
      reason,
    }));
  }

  /** Takes note of rows of a seal that are gone. @param missing their places in it @returns those that no month excuses */
  take(seal: Seal, missing: readonly number[]): number[] {
    let left = [...missing];
    for (const month of this.months) {
      if (left.length === 0) break;
      const isOfMonth = (place: number) => month.ids.has(seal.ids[place] ?? 0);
      const lost = left.filter(isOfMonth);
      if (lost.length === 0) continue;
      month.leaves.push(lostLeaf(seal, lost));
      month.rows += lost.length;
      left = left.filter((place) => !isOfMonth(place));
    }
    return left;
  }

  /** Holds what is gone against what the tombstones say. */
  finish(findings: Findings): void {
    for (const { stone, leaves, rows } of this.months) {
      if (rows !== stone.row_count)
        findings.add(
          tombstoneInvalid(stone.month, `it tells of ${stone.row_count} rows, and ${rows} are gone`),
        );
      else if (!merkleRoot(leaves).equals(stone.root))
        findings.add(tombstoneInvalid(stone.month, 'the rows that are gone are others than it tells of'));
    }
  }
}
