import { type ImportProgress } from '@bureau/contracts';
import { notFound, type Executor } from '@bureau/platform';
import { LEASE } from './import-lease';
import { type RowCounts } from './row-counts';

/** How far an import came, as the executor sees it: a transaction sees what it has not committed. @throws 404 */
export async function readProgress(executor: Executor, id: number): Promise<ImportProgress> {
  const [progress] = await executor.query<ImportProgress>({
    name: 'import_progress',
    text: `select id, status, phase, rows_read, rows_total, rows_created, rows_updated, rows_unchanged, rows_failed, version
      from import_jobs where id = $1::bigint`,
    values: [id],
  });
  if (!progress) throw notFound('import');
  return progress;
}

/** Adds rows to the figures of an import. @param to number of the last of them */
export async function noteCounts(tx: Executor, id: number, to: number, counts: RowCounts): Promise<void> {
  const { created, updated, unchanged, failed } = counts;
  await tx.query({
    name: 'import_note_counts',
    text: `update import_jobs set rows_settled = $2::int, rows_created = rows_created + $3::int, rows_updated = rows_updated + $4::int,
      rows_unchanged = rows_unchanged + $5::int, rows_failed = rows_failed + $6::int, version = version + 1, updated_at = now(),
      lease_expires_at = now() + ${LEASE} where id = $1::bigint`,
    values: [id, to, created, updated, unchanged, failed],
  });
}

/** Notes the change set that an import writes. */
export async function noteSet(tx: Executor, id: number, changeSetId: number): Promise<void> {
  await tx.query({
    name: 'import_note_set',
    text: 'update import_jobs set change_set_id = $2::bigint where id = $1::bigint',
    values: [id, changeSetId],
  });
}
