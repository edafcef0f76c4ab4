import { type Executor } from '@bureau/platform';
import { checkpointText } from '../checkpoints/checkpoint';
import { merkleLevels, merklePath, splitHashes } from '../seals/merkle';
import { type Seal, SEAL_COLUMNS, sealHeader } from '../seals/seal';

/** Trees that are kept: neighbouring rows are mostly of one seal, and a tree has at most 20,000 hashes. */
const KEPT_TREES = 8;

const PLACES = {
  name: 'audit_proof_places',
  text: `select i.id, s.seq, array_position(s.ids, i.id) - 1 as index
    from unnest($1::bigint[]) i (id) join audit_seals s on int8range(s.first_id, s.last_id, '[]') @> i.id and i.id = any(s.ids)`,
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
}

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
  levels: Buffer[][];
}

/** Proves for exported rows that they were sealed. */
export class Proofs {
  private readonly trees = new Map<number, Tree>();

  constructor(private readonly database: Executor) {}

  /** Places of the rows in their seals; one that has no seal yet is absent. */
  async places(ids: readonly number[]): Promise<Map<number, { seq: number; index: number }>> {
    const places = await this.database.query<{ id: number; seq: number; index: number }>({
      ...PLACES,
      values: [ids],
    });
    return new Map(places.map(({ id, seq, index }) => [id, { seq, index }]));
  }

  async prove({ seq, index }: { seq: number; index: number }): Promise<{ row: RowProof; seal: SealProof }> {
    const { proof, levels } = await this.tree(seq);
    const path = merklePath(levels, index).map((hash) => hash.toString('hex'));
    return { row: { seal: seq, index, path }, seal: proof };
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
    return { proof: sealProof(seal), levels: merkleLevels(splitHashes(seal.leaves)) };
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
