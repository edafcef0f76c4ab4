import { type Executor } from '@bureau/platform';
import { readSealState } from '../seals/seal-state';
import { type Findings, KEPT_FINDINGS, rowAdded } from './findings';

/** Ids looked at in one statement. */
const WINDOW = 200_000;

const BOUNDS = {
  name: 'audit_bounds',
  text: 'select min(id) as lowest, max(id) as highest from audit_logs',
};

/**
 * Rows of a window that are in no seal. Those whose transaction is visible in the last snapshot should be in one, and
 * nothing can be written by a transaction that has not begun: somebody put these in.
 */
const UNSEALED = {
  name: 'audit_unsealed',
  text: `
with sealed as (
  select unnest(ids) as id from audit_seals where int8range(first_id, last_id, '[]') && int8range($1::bigint, $2::bigint, '[)')
), unsealed as (
  select a.id, coalesce(pg_visible_in_snapshot(a.xid, $3::pg_snapshot), false) or a.xid >= pg_snapshot_xmax(pg_current_snapshot()) as added
  from audit_logs a where a.id >= $1::bigint and a.id < $2::bigint and not exists (select from sealed s where s.id = a.id)
)
select count(*) filter (where not added) as pending, count(*) filter (where added) as added,
  array_to_json((array_agg(id order by id) filter (where added))[1:${KEPT_FINDINGS}]) as ids
from unsealed`,
};

/**
 * Finds rows that were put in behind the seals.
 * @returns how many rows have no seal yet, as they should
 */
export async function findAddedRows(executor: Executor, findings: Findings): Promise<number> {
  const { last, complete, foreign } = await readSealState(executor);
  // While what a restore brought is being sealed, nothing tells its rows from ones that were put in.
  const snapshot = foreign || last?.opening_id === null ? null : complete;
  const [bounds] = await executor.query<{ lowest: number | null; highest: number | null }>(BOUNDS);
  let pending = 0;
  for (let from = bounds?.lowest ?? 1; from <= (bounds?.highest ?? 0); from += WINDOW) {
    const values = [from, from + WINDOW, snapshot];
    const [row] = await executor.query<{ pending: number; added: number; ids: number[] | null }>({
      ...UNSEALED,
      values,
    });
    if (!row) continue;
    pending += row.pending;
    for (const id of row.ids ?? []) findings.add(rowAdded(id));
    findings.count += row.added - (row.ids?.length ?? 0);
  }
  return pending;
}
