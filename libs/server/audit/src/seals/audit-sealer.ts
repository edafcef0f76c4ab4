import { Database, type Executor } from '@bureau/platform';
import { Logger } from '@nestjs/common';
import { checkpointLine, checkpointText } from '../checkpoints/checkpoint';
import { type CheckpointFile, type FileEnd } from '../checkpoints/checkpoint-file';
import { type SigningKey } from '../checkpoints/signing-key';
import { gather, type Gathered } from './gather';
import { merkleRoot, NO_HASH } from './merkle';
import { type Seal, SEAL_COLUMNS, type SealContent, sealHead, sealHeader } from './seal';
import { SEAL_LOCK } from './seal-lock';
import { readSealState, type SealState } from './seal-state';

/** Rows of one seal; about 40 bytes each. */
const MAX_ROWS = 10_000;

const NEWEST = {
  name: 'seal_newest',
  text: `select ${SEAL_COLUMNS} from audit_seals s order by s.seq desc limit 1`,
};
const PUT = {
  name: 'seal_put',
  text: `insert into audit_seals (seq, epoch, cluster, snapshot, through_id, opening_id, row_count, total_rows, first_id, last_id,
      ids, leaves, root, prev, head, key_id, signature, sealed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
};

/**
 * Seals the audit log: hashes of the rows that were committed since the last seal, under one root, chained to the seal
 * before, signed, and noted outside the database.
 */
export class AuditSealer {
  private readonly logger = new Logger(AuditSealer.name);

  /** @param maxRows of one seal */
  constructor(
    private readonly database: Database,
    private readonly file: CheckpointFile,
    private readonly key: SigningKey,
    private readonly maxRows = MAX_ROWS,
  ) {}

  /**
   * Makes one seal and its checkpoint.
   * @returns how many rows it sealed, and whether more wait; null where another process is at it
   */
  async run(): Promise<{ rows: number; more: boolean } | null> {
    const sealed = await this.seal();
    if (sealed !== null && sealed.rows > 0) await this.checkpoint();
    return sealed;
  }

  /** Makes one seal without noting it. A seal is made only once the one before is noted: a crash leaves at most one. */
  async seal(): Promise<{ rows: number; more: boolean } | null> {
    return this.alone(async (tx) => {
      await this.noteNewest(tx);
      const state = await readSealState(tx);
      const gathered = await gather(tx, state, this.maxRows);
      if (gathered.ids.length > 0) await this.put(tx, this.sealOf(state, gathered));
      return { rows: gathered.ids.length, more: gathered.more };
    });
  }

  /** Notes the newest seal in the checkpoint file where it is not there yet. */
  async checkpoint(): Promise<void> {
    await this.alone((tx) => this.noteNewest(tx));
  }

  private alone<T>(work: (tx: Executor) => Promise<T>): Promise<T | null> {
    return this.database.transaction(async (tx) => {
      const [lock] = await tx.query<{ held: boolean }>({
        name: 'seal_lock',
        text: `select pg_try_advisory_xact_lock(${SEAL_LOCK}) as held`,
      });
      return lock?.held ? work(tx) : null;
    });
  }

  private async noteNewest(tx: Executor): Promise<void> {
    const [seal] = await tx.query<Seal>(NEWEST);
    const end = await this.file.end();
    if (!seal) return;
    const text = checkpointText(seal);
    if (end.last?.text === text && end.fragment === '') return;
    this.complain(seal, end);
    await this.file.append(checkpointLine(text, this.key.id, this.key.sign(text)), end);
  }

  /** Noting goes on in every case, so that what follows is protected; verifying tells what is wrong. */
  private complain(seal: Seal, { last, bytes }: FileEnd): void {
    if (bytes === 0 && seal.seq === 1) return;
    if (bytes === 0)
      this.logger.warn(`A new checkpoint file begins with seal ${seal.seq}: ${this.file.path}`);
    else if (last?.seq !== seal.seq - 1 || last.head !== seal.prev.toString('hex'))
      this.logger.error(
        `The checkpoint file ends with seal ${last?.seq ?? '?'}, which the database does not continue: verify the audit log`,
      );
  }

  private sealOf({ last, cluster }: SealState, gathered: Gathered): Seal {
    const { epoch, snapshot, sealed_at, ids, leaves, more, opening } = gathered;
    const lastId = ids.at(-1) ?? 0;
    const content: SealContent = {
      seq: (last?.seq ?? 0) + 1,
      epoch,
      cluster,
      snapshot,
      through_id: more ? lastId : null,
      opening_id: opening ? (more ? null : lastId) : (last?.opening_id ?? null),
      row_count: ids.length,
      total_rows: (last?.total_rows ?? 0) + ids.length,
      first_id: ids[0] ?? 0,
      last_id: lastId,
      ids,
      leaves: Buffer.concat(leaves),
      prev: last?.head ?? NO_HASH,
      sealed_at,
    };
    const root = merkleRoot(leaves);
    const head = sealHead(content.prev, root, sealHeader(content));
    const signature = this.key.sign(checkpointText({ ...content, head }));
    return { ...content, root, head, key_id: this.key.id, signature };
  }

  private async put(tx: Executor, seal: Seal): Promise<void> {
    const values = [
      seal.seq,
      seal.epoch,
      seal.cluster,
      seal.snapshot,
      seal.through_id,
      seal.opening_id,
      seal.row_count,
      seal.total_rows,
      seal.first_id,
      seal.last_id,
      seal.ids,
      seal.leaves,
      seal.root,
      seal.prev,
      seal.head,
      seal.key_id,
      seal.signature,
      seal.sealed_at,
    ];
    await tx.query({ ...PUT, values });
  }
}
