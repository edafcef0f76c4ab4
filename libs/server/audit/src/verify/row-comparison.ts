import { HASH_BYTES } from '../seals/merkle';
import { type Seal } from '../seals/seal';
import { type DroppedMonths } from './dropped-months';
import { type ErasureLedger } from './erasure-ledger';
import { type Findings, rowChanged, rowDeleted, rowDoubled, rowErased } from './findings';

/** A row as it is now. */
export interface RowNow {
  leaf: Buffer;
  /** Parts that are blanked: 1 the actor, 2 the values, 3 both; rows of form 1 show it by another hash alone. */
  blanked: number;
}

type Found = ReadonlyMap<number, readonly RowNow[]>;

const sealedLeaf = (seal: Seal, place: number) =>
  seal.leaves.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES);

/** Holds rows against the hashes that they were sealed with. */
export class RowComparison {
  /** Rows in which what names a person was erased, as the log tells. */
  erased = 0;

  constructor(
    private readonly findings: Findings,
    private readonly dropped: DroppedMonths,
  ) {}

  /** Rows for which an erasure must be looked up. */
  static unlike(page: readonly Seal[], found: Found): number[] {
    return page.flatMap((seal) =>
      seal.ids.filter((id, place) => {
        const sealed = sealedLeaf(seal, place);
        return found.get(id)?.some(({ leaf, blanked }) => blanked > 0 || !leaf.equals(sealed));
      }),
    );
  }

  compare(seal: Seal, found: Found, erasures: ErasureLedger): void {
    const missing: number[] = [];
    seal.ids.forEach((id, place) => {
      const rows = found.get(id) ?? [];
      if (rows.length === 0) missing.push(place);
      else this.compareRow(seal, place, rows, erasures);
    });
    for (const place of this.dropped.take(seal, missing))
      this.findings.add(rowDeleted(seal.seq, seal.ids[place] ?? 0));
  }

  private compareRow(seal: Seal, place: number, rows: readonly RowNow[], erasures: ErasureLedger): void {
    const id = seal.ids[place] ?? 0;
    const sealed = sealedLeaf(seal, place);
    const genuine = rows.find(({ leaf }) => leaf.equals(sealed) || erasures.turned(id, sealed, leaf));
    if (!genuine) return this.findings.add(rowChanged(seal.seq, id));
    if (rows.length > 1) return this.findings.add(rowDoubled(seal.seq, id));
    if (!erasures.allows(id, genuine.blanked)) return this.findings.add(rowErased(seal.seq, id));
    if (genuine.blanked > 0 || !genuine.leaf.equals(sealed)) this.erased++;
  }
}
