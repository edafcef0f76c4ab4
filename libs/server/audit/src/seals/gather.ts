import { type Executor } from '@bureau/platform';
import { LEAF_SQL } from './canonical';
import { type SealState } from './seal-state';

/** Rows that the next seal takes. */
export interface Gathered {
  epoch: number;
  snapshot: string;
  sealed_at: string;
  /** In the order of ids. */
  ids: number[];
  leaves: Buffer[];
  /** The snapshot has more rows than were taken. */
  more: boolean;
  /** These rows were there when the epoch began. */
  opening: boolean;
}

/** `id:hash` of each row that fits `condition`; text arrays are what the driver reads fastest. */
const gatherText = (snapshot: string, condition: string) => `
with s as materialized (select ${snapshot} as snap)
select (select snap::text from s) as snapshot, date_trunc('milliseconds', clock_timestamp()) as sealed_at,
  array(select a.id || ':' || encode(${LEAF_SQL}, 'hex') from audit_logs a where ${condition} order by a.id limit $1::int) as rows`;

/** In a seal already. Asked only for rows older than the epoch, whose transaction ids mean nothing here. */
const SEALED = `exists (select from audit_seals t where int8range(t.first_id, t.last_id, '[]') @> a.id and a.id = any(t.ids))`;

/**
 * The rows whose transactions are visible in the new snapshot and were not in the last one. Snapshots and no watermark
 * on ids: a transaction that commits late brings rows with ids lower than those that are sealed.
 */
const NEXT = gatherText(
  'coalesce($2::pg_snapshot, pg_current_snapshot())',
  `a.xid >= pg_snapshot_xmin($3::pg_snapshot) and a.xid < (select pg_snapshot_xmax(snap) from s) and a.id > $4::bigint
    and pg_visible_in_snapshot(a.xid, (select snap from s)) and not pg_visible_in_snapshot(a.xid, $3::pg_snapshot)
    and (a.id > $5::bigint or not ${SEALED})`,
);

/** Every row that is in no seal, whatever its transaction was: at the beginning, and after a restore. */
const OPENING = gatherText(
  'coalesce($2::pg_snapshot, pg_current_snapshot())',
  `a.id > $3::bigint and not exists (select from (select unnest(ids) as id from audit_seals) t where t.id = a.id)`,
);

/** Reads the rows of the next seal in one statement. @param limit the most rows of one seal */
export async function gather(executor: Executor, state: SealState, limit: number): Promise<Gathered> {
  const { last, complete, foreign } = state;
  const epoch = last === null ? 1 : last.epoch + (foreign ? 1 : 0);
  // A seal that left rows of its snapshot behind is continued under that snapshot.
  const continued = last !== null && !foreign && last.through_id !== null ? last : null;
  const opening = last === null || foreign || last.opening_id === null;
  const values = opening
    ? [limit + 1, continued?.snapshot ?? null, continued?.through_id ?? 0]
    : [limit + 1, continued?.snapshot ?? null, complete, continued?.through_id ?? 0, restoredUpTo(last)];
  // The opening of a large log looks at all of it once; the usual limit on statements would end it each time anew.
  if (opening) await executor.query({ text: 'set local statement_timeout = 0' });
  const [read] = await executor.query<{ snapshot: string; sealed_at: string; rows: string[] }>({
    name: opening ? 'seal_gather_opening' : 'seal_gather',
    text: opening ? OPENING : NEXT,
    values,
  });
  if (!read) throw new Error('The rows to seal could not be read');
  const rows = read.rows.slice(0, limit).map((row) => row.split(':') as [string, string]);
  return {
    epoch,
    snapshot: read.snapshot,
    sealed_at: read.sealed_at,
    ids: rows.map(([id]) => Number(id)),
    leaves: rows.map(([, leaf]) => Buffer.from(leaf, 'hex')),
    more: read.rows.length > limit,
    opening,
  };
}

/** In the first epoch no row is older than its transaction ids. */
function restoredUpTo({ epoch, opening_id }: NonNullable<SealState['last']>): number {
  return epoch === 1 ? 0 : (opening_id ?? 0);
}
