import { type Executor } from '@bureau/platform';
import { BLANKED_SQL, LEAF_SQL } from '../seals/canonical';
import { HASH_BYTES, merkleRoot, NO_HASH } from '../seals/merkle';
import { type Seal, SEAL_COLUMNS } from '../seals/seal';
import { DroppedMonths } from '../verify/dropped-months';
import { ErasureLedger } from '../verify/erasure-ledger';
import { Findings } from '../verify/findings';
import { RowComparison, type RowNow } from '../verify/row-comparison';
import { IdRanges, lostLeaf, type TombstoneContent } from './tombstone';

/** What a tombstone says of the rows of a month. */
export type MonthContents = Pick<
  TombstoneContent,
  'row_count' | 'first_id' | 'last_id' | 'ids' | 'first_seal' | 'last_seal' | 'root'
>;

/** Seals that are compared in one go. */
const PAGE_SEALS = 50;

const EXTENT = {
  name: 'retention_extent',
  text: `select count(*) as row_count, coalesce(min(id), 0) as first_id, coalesce(max(id), 0) as last_id,
      coalesce(range_agg(int8range(id, id, '[]')), '{}')::text as ids
    from audit_logs where timestamp >= to_date($1::text, 'YYYY-MM') and timestamp < to_date($1::text, 'YYYY-MM') + interval '1 month'`,
};
const SEALS = {
  name: 'retention_seals',
  text: `select ${SEAL_COLUMNS} from audit_seals s where int8range(s.first_id, s.last_id, '[]') && int8range($1::bigint, $2::bigint, '[]')
    and s.seq > $3::bigint order by s.seq limit ${PAGE_SEALS}`,
};
const LEAVES = {
  name: 'retention_rows',
  text: `select a.id, ${LEAF_SQL} as leaf, ${BLANKED_SQL} as blanked from audit_logs a where a.id = any($1::bigint[])`,
};

/**
 * Reads what a month holds, and holds it against its seals: what was altered must be found before the evidence is dropped.
 * @param month e.g. `2025-01`
 * @throws where a row has no seal, or is not what was sealed
 */
export async function readMonth(executor: Executor, month: string): Promise<MonthContents> {
  const [extent] = await executor.query<Pick<MonthContents, 'row_count' | 'first_id' | 'last_id' | 'ids'>>({
    ...EXTENT,
    values: [month],
  });
  if (!extent) throw new Error(`${month} could not be read`);
  const ranges = new IdRanges(extent.ids);
  const findings = new Findings();
  const comparison = new RowComparison(findings, new DroppedMonths());
  const lost: { seq: number; leaf: Buffer }[] = [];
  let rows = 0;
  const next = (after: number) =>
    executor.query<Seal>({ ...SEALS, values: [extent.first_id, extent.last_id, after] });
  for (let page = await next(0); page.length > 0; page = await next(page.at(-1)?.seq ?? 0)) {
    const parts = page.flatMap((seal) => partOf(seal, ranges));
    await compare(
      executor,
      parts.map(({ part }) => part),
      comparison,
    );
    rows += parts.reduce((sum, { places }) => sum + places.length, 0);
    lost.push(...parts.map(({ seal, places }) => ({ seq: seal.seq, leaf: lostLeaf(seal, places) })));
  }
  const [finding] = findings.kept;
  if (finding) throw new Error(finding.detail);
  if (rows !== extent.row_count) throw new Error(`${extent.row_count - rows} of its rows have no seal`);
  const root = lost.length > 0 ? merkleRoot(lost.map(({ leaf }) => leaf)) : NO_HASH;
  return { ...extent, first_seal: lost[0]?.seq ?? 0, last_seal: lost.at(-1)?.seq ?? 0, root };
}

/** The rows of a month in a seal that may hold those of its neighbours as well. */
function partOf(seal: Seal, ranges: IdRanges): { seal: Seal; places: number[]; part: Seal }[] {
  const places = seal.ids.flatMap((id, place) => (ranges.has(id) ? [place] : []));
  if (places.length === 0) return [];
  const ids = places.map((place) => seal.ids[place] ?? 0);
  const leaves = Buffer.concat(
    places.map((place) => seal.leaves.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES)),
  );
  return [{ seal, places, part: { ...seal, ids, leaves } }];
}

async function compare(executor: Executor, parts: readonly Seal[], comparison: RowComparison): Promise<void> {
  const found = new Map<number, RowNow[]>();
  const values = [parts.flatMap(({ ids }) => ids)];
  for (const row of await executor.query<RowNow & { id: number }>({ ...LEAVES, values }))
    found.set(row.id, [...(found.get(row.id) ?? []), row]);
  const erasures = await ErasureLedger.read(executor, RowComparison.unlike(parts, found));
  for (const part of parts) comparison.compare(part, found, erasures);
}
