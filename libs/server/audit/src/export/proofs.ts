import { type Executor } from '@bureau/platform';
import { checkpointText } from '../checkpoints/checkpoint';
import { merkleLevels, merklePath, sha256, splitHashes } from '../seals/merkle';
import { type Seal, SEAL_COLUMNS, sealHeader } from '../seals/seal';

/** Trees that are kept: neighbouring rows are mostly of one seal, and a tree has at most 20,000 hashes. */
const KEPT_TREES = 8;

/** Seals that may hold each row: their spans of ids overlap only where transactions did. */
const CANDIDATES = {
  name: 'audit_proof_candidates',
  text: `select i.id, s.seq from unnest($1::bigint[]) i (id) join audit_seals s on int8range(s.first_id, s.last_id, '[]') @> i.id`,
};
const SEAL = {
  name: 'audit_proof_seal',
  text: `select ${SEAL_COLUMNS} from audit_seals s where s.seq = $1::bigint`,
};

/** Where a row stands in its seal, and the hashes that lead from it to the seal's root. */
export interface RowProof {
  seal: number;
  index: number;
  path: string[];
  /** Only where the row was blanked since and is of form 1: the hash that it was sealed with, which its text has no more. */
  sealed_as?: string;
}

const LEAF = Buffer.from([0]);

/** A seal as somebody outside checks it; see docs/audit-verification.md. */
export interface SealProof {
  type: 'seal';
  seq: number;
  header: string;
  prev: string;
  root: string;
  checkpoint: string;
  key: string;
  signature: string;
}

interface Tree {
  proof: SealProof;
  /** Place of each row by its id. */
  places: Map<number, number>;
  levels: Buffer[][];
}

/** Proves for exported rows that they were sealed. */
export class Proofs {
  private readonly trees = new Map<number, Tree>();

  constructor(private readonly database: Executor) {}

  /** The seals that each of the rows may be in; a row that has no seal yet may have none. */
  async candidates(ids: readonly number[]): Promise<Map<number, number[]>> {
    const found = await this.database.query<{ id: number; seq: number }>({ ...CANDIDATES, values: [ids] });
    const candidates = new Map<number, number[]>();
    for (const { id, seq } of found) {
      const seqs = candidates.get(id);
      if (seqs) seqs.push(seq);
      else candidates.set(id, [seq]);
    }
    return candidates;
  }

  /** The proof of a row from the one of these seals that holds it; null where none does. */
  async prove(
    id: number,
    canonical: string,
    seqs: readonly number[],
  ): Promise<{ row: RowProof; seal: SealProof } | null> {
    for (const seq of seqs) {
      const { proof, places, levels } = await this.tree(seq);
      const index = places.get(id);
      if (index === undefined) continue;
      const path = merklePath(levels, index).map((hash) => hash.toString('hex'));
      const sealed = levels[0]?.[index] ?? LEAF;
      const changed = !sealed.equals(sha256(LEAF, canonical));
      const row = { seal: seq, index, path, ...(changed && { sealed_as: sealed.toString('hex') }) };
      return { row, seal: proof };
    }
    return null;
  }

  private async tree(seq: number): Promise<Tree> {
    const tree = this.trees.get(seq) ?? (await this.read(seq));
    // Read again: it is the last now that leaves.
    this.trees.delete(seq);
    this.trees.set(seq, tree);
    const [oldest] = this.trees.keys();
    if (this.trees.size > KEPT_TREES && oldest !== undefined) this.trees.delete(oldest);
    return tree;
  }

  private async read(seq: number): Promise<Tree> {
    const [seal] = await this.database.query<Seal>({ ...SEAL, values: [seq] });
    if (!seal) throw new Error(`Seal ${seq} is gone`);
    return {
      proof: sealProof(seal),
      places: new Map(seal.ids.map((id, index) => [id, index])),
      levels: merkleLevels(splitHashes(seal.leaves)),
    };
  }
}

function sealProof(seal: Seal): SealProof {
  return {
    type: 'seal',
    seq: seal.seq,
    header: sealHeader(seal),
    prev: seal.prev.toString('hex'),
    root: seal.root.toString('hex'),
    checkpoint: checkpointText(seal),
    key: seal.key_id,
    signature: seal.signature.toString('base64'),
  };
}
