import { type AuditFinding, type DroppedMonth } from '@bureau/contracts';
import { type Database, type Executor } from '@bureau/platform';
import { checkpointText } from '../checkpoints/checkpoint';
import { type CheckpointFile } from '../checkpoints/checkpoint-file';
import { type VerifyingKey } from '../checkpoints/signing-key';
import { BLANKED_SQL, LEAF_SQL } from '../seals/canonical';
import { HASH_BYTES, NO_HASH } from '../seals/merkle';
import { isSealIntact, type Seal, SEAL_COLUMNS } from '../seals/seal';
import { SEAL_LOCK } from '../seals/seal-lock';
import { CheckpointTrail } from './checkpoint-trail';
import { DroppedMonths } from './dropped-months';
import { ErasureLedger } from './erasure-ledger';
import { chainBroken, Findings, sealAltered, sealMissing, sealSignatureInvalid } from './findings';
import { RowComparison, type RowNow } from './row-comparison';
import { findAddedRows } from './unsealed-rows';

/** Seals and rows that are compared in one go. */
const PAGE_SEALS = 500;
const PAGE_ROWS = 20_000;

const PAGE = {
  name: 'audit_verify_seals',
  text: `select ${SEAL_COLUMNS} from (
      select t.*, sum(octet_length(t.leaves)) over (order by t.seq) as bytes, octet_length(t.leaves) as own
      from audit_seals t where t.seq > $1::bigint and t.seq <= $2::bigint order by t.seq limit ${PAGE_SEALS}
    ) s where s.bytes <= ${PAGE_ROWS * HASH_BYTES} or s.bytes = s.own order by s.seq`,
};
const NEWEST = { name: 'audit_verify_newest', text: 'select coalesce(max(seq), 0) as seq from audit_seals' };
const LEAVES = {
  name: 'audit_verify_rows',
  text: `select a.id, ${LEAF_SQL} as leaf, ${BLANKED_SQL} as blanked from audit_logs a where a.id = any($1::bigint[])`,
};

/** What a verification came to. */
export interface VerificationReport {
  intact: boolean;
  rows: number;
  seals: number;
  pending_rows: number;
  checkpoints: number;
  checkpoints_from: number | null;
  erased_rows: number;
  dropped_rows: number;
  dropped_months: DroppedMonth[];
  findings: AuditFinding[];
  finding_count: number;
}

/** What a verification reads from: the process's pool, or a command's one connection. */
type Transactions = Executor & Pick<Database, 'transaction'>;

/** Compares every audit row with its seal, the seals with each other, and their chain with the checkpoints outside. */
export class AuditVerifier {
  /** @param key null leaves signatures unchecked */
  constructor(
    private readonly database: Transactions,
    private readonly file: CheckpointFile,
    private readonly key: VerifyingKey | null,
  ) {}

  /** @param progress is told how many rows and seals were compared so far; what it throws ends the run */
  async verify(
    progress: (rows: number, seals: number) => Promise<void> = () => Promise.resolve(),
  ): Promise<VerificationReport> {
    const findings = new Findings();
    const { newest, bytes } = await this.extent();
    const trail = new CheckpointTrail(this.file, bytes, this.key, findings);
    const dropped = await DroppedMonths.read(this.database, this.key, findings);
    const comparison = new RowComparison(findings, dropped);
    let rows = 0;
    let seals = 0;
    let before: Pick<Seal, 'seq' | 'head'> = { seq: 0, head: NO_HASH };
    const next = () => this.page(before.seq, newest);
    for (let page = await next(); page.length > 0; page = await next()) {
      const found = await this.leavesOf(page);
      // Behind the rows: what was blanked by then has its erasure by now.
      const erasures = await ErasureLedger.read(this.database, RowComparison.unlike(page, found));
      for (const seal of page) {
        const trusted = this.compareSeal(seal, before, findings);
        await trail.compare(seal);
        if (trusted) comparison.compare(seal, found, erasures);
        before = seal;
        rows += seal.ids.length;
      }
      seals += page.length;
      await progress(rows, seals);
    }
    await trail.finish(before.seq);
    dropped.finish(findings);
    const pending_rows = await findAddedRows(this.database, findings);
    return {
      intact: findings.count === 0,
      rows,
      seals,
      pending_rows,
      checkpoints: trail.count,
      checkpoints_from: trail.from,
      erased_rows: comparison.erased,
      dropped_rows: dropped.rows,
      dropped_months: dropped.list,
      findings: findings.kept,
      finding_count: findings.count,
    };
  }

  /** @returns whether the hashes in the seal are what was sealed, so that rows can be compared with them */
  private compareSeal(seal: Seal, before: Pick<Seal, 'seq' | 'head'>, findings: Findings): boolean {
    const follows = seal.seq === before.seq + 1;
    if (!follows) findings.add(sealMissing(before.seq + 1, seal.seq - 1));
    if (!isSealIntact(seal)) {
      findings.add(sealAltered(seal));
      return false;
    }
    if (follows && !seal.prev.equals(before.head)) findings.add(chainBroken(seal));
    if (this.key?.id === seal.key_id && !this.key.verifies(checkpointText(seal), seal.signature))
      findings.add(sealSignatureInvalid(seal));
    return true;
  }

  /** How far to look: between two seals, since file and table grow one after the other while this runs. */
  private extent(): Promise<{ newest: number; bytes: number }> {
    return this.database.transaction(async (tx) => {
      await tx.query({ name: 'seal_wait', text: `select pg_advisory_xact_lock(${SEAL_LOCK})` });
      const [row] = await tx.query<{ seq: number }>(NEWEST);
      const { bytes } = await this.file.end();
      return { newest: row?.seq ?? 0, bytes };
    });
  }

  private page(after: number, upTo: number): Promise<Seal[]> {
    return this.database.query<Seal>({ ...PAGE, values: [after, upTo] });
  }

  /** The hashes of the rows as they are now, by id. */
  private async leavesOf(page: readonly Seal[]): Promise<Map<number, RowNow[]>> {
    const values = [page.flatMap((seal) => seal.ids)];
    const found = new Map<number, RowNow[]>();
    for (const row of await this.database.query<RowNow & { id: number }>({ ...LEAVES, values })) {
      const others = found.get(row.id);
      if (others) others.push(row);
      else found.set(row.id, [row]);
    }
    return found;
  }
}
