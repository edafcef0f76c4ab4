import { type Executor } from '@bureau/platform';
import { erasureDigest } from '../erasure/erasure-digest';
import { type AuditErasureTable } from '../persistence/audit-erasure.table';
import { HASH_BYTES } from '../seals/merkle';

/** Erasures that touch a span of ids, with whether an audit row tells of each. That row is sealed like any other. */
const READ = {
  name: 'audit_verify_erasures',
  text: `select e.id, e.user_id, e.part, array_to_json(e.ids) as ids, e.leaves_before, e.leaves_after, e.digest, e.erased_at,
      exists (select from audit_logs a where a.entity_type = 'user' and a.entity_id = e.user_id and a.action = 'audit_log.erase'
        and a.outcome = 'success' and a.new_values ->> 'digest' = encode(e.digest, 'hex')) as told
    from audit_erasures e where int8range(e.first_id, e.last_id, '[]') && int8range($1::bigint, $2::bigint, '[]') order by e.id`,
};

type Erasure = AuditErasureTable & { told: boolean };

interface Step {
  part: Erasure['part'];
  /** For rows of form 1: the hash that gave way, and the one that came. */
  turn: { from: Buffer; to: Buffer } | null;
}

const BITS = { actor: 1, values: 2 } as const;

/** What may be blanked in which row, and to which hash rows of form 1 came by it. */
export class ErasureLedger {
  private readonly steps = new Map<number, Step[]>();

  /** Reads the erasures that touch any of these rows; those that no audit row tells of count for nothing. */
  static async read(executor: Executor, ids: readonly number[]): Promise<ErasureLedger> {
    const ledger = new ErasureLedger();
    if (ids.length === 0) return ledger;
    let [first, last] = [ids[0] as number, ids[0] as number];
    for (const id of ids) [first, last] = [Math.min(first, id), Math.max(last, id)];
    for (const erasure of await executor.query<Erasure>({ ...READ, values: [first, last] }))
      if (erasure.told && erasureDigest(erasure).equals(erasure.digest)) ledger.add(erasure);
    return ledger;
  }

  /** Whether the hash that a row was sealed with has become this one by erasures. */
  turned(id: number, sealed: Buffer, now: Buffer): boolean {
    let hash = sealed;
    for (const { turn } of this.steps.get(id) ?? []) if (turn?.from.equals(hash)) hash = turn.to;
    return hash.equals(now);
  }

  /** @param blanked 1 the actor, 2 the values, 3 both */
  allows(id: number, blanked: number): boolean {
    const allowed = (this.steps.get(id) ?? []).reduce((bits, { part }) => bits | BITS[part], 0);
    return (blanked & ~allowed) === 0;
  }

  private add({ part, ids, leaves_before, leaves_after }: Erasure): void {
    ids.forEach((id, i) => {
      const hash = (leaves: Buffer) => leaves.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES);
      const turn =
        leaves_before && leaves_after ? { from: hash(leaves_before), to: hash(leaves_after) } : null;
      this.steps.set(id, [...(this.steps.get(id) ?? []), { part, turn }]);
    });
  }
}
