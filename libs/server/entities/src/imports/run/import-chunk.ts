import { type Entity } from '@bureau/contracts';
import { type Caller, type Executor, type ResourceAccess, type WritePath } from '@bureau/platform';
import { recordAccess, refuseCreate } from '../../access/record-access';
import { type NewEntity } from '../../entity-input';
import { keyColumn, type ImportPlan } from '../plan/import-plan';
import {
  changeSetItems,
  matchedRecords,
  matchStatement,
  newRecords,
  type ChunkRange,
  type RowMatch,
} from './chunk-statements';
import { insertErrors, type RowError } from './import-errors';
import { type RowCounts } from './row-counts';
import { type BatchConformance } from '../../types/batch-conformance';

/** Rows of a chunk that cannot be imported. */
export class BadRowsError extends Error {
  constructor(readonly rows: readonly RowError[]) {
    super(`${rows.length} rows cannot be imported`);
  }
}

export interface ChunkSettings {
  conformance: BatchConformance;
  caller: Caller;
  plan: ImportPlan | null;
  change_set_id: number;
  /** Many rows are told of in one event a chunk. */
  events: 'each' | 'bulk';
}

/** No two imports may look for keys and make records at the same time, or both would make the same one. */
const LOCK_KEYS = {
  name: 'import_lock_keys',
  text: `select pg_advisory_xact_lock(hashtext('bureau_import_keys'))`,
};
/** How often a key occurs is not known to the planner: it would read the whole table for what an index has at once. */
const BY_INDEX = { text: 'set local enable_seqscan = off' };
const AS_PLANNED = { text: 'set local enable_seqscan = on' };

const SAVEPOINT = { text: 'savepoint chunk' };
const ROLLBACK = { text: 'rollback to savepoint chunk' };

const REASONS = {
  absent: 'The record was deleted while this was imported.',
  stale: 'The record was changed while this was imported.',
  forbidden: 'You may not change the record that has this key.',
} as const;

/**
 * Writes the rows of a chunk with their audit rows, their events and the items of the change set.
 * @param tx a transaction that holds the import's lease
 * @throws BadRowsError where rows cannot be imported and `all_or_nothing` is wanted; nothing may be committed then
 */
export async function writeChunk(
  tx: Executor,
  records: WritePath<Entity>,
  range: ChunkRange,
  settings: ChunkSettings,
): Promise<RowCounts> {
  const { caller, plan, change_set_id, events } = settings;
  const access = recordAccess(caller);
  const matches = plan?.key_column ? await findMatches(tx, range, plan, access) : null;
  const bad = matches && plan ? badMatches(matches, plan) : [];
  if (matches && access.narrowed) bad.push(...(await refusedCreates(tx, range, settings, matches)));
  const skipped =
    plan?.on_match === 'skip' ? (matches ?? []).filter(({ hits }) => hits === 1).map(({ n }) => n) : [];
  for (;;) {
    if (bad.length > 0 && plan?.mode === 'all_or_nothing') throw new BadRowsError(bad);
    const left = [...skipped, ...bad.map(({ n }) => n)];
    await tx.query(SAVEPOINT);
    const result = await records.batch({
      executor: tx,
      gate: { text: 'select 1', values: [] },
      items: matches
        ? matchedRecords(range, caller.user_id, left, matches)
        : newRecords(range, caller.user_id, left),
      visible: access.rows('read'),
      writable: access.rows('update'),
      events,
      also: changeSetItems(change_set_id),
    });
    if (result.outcome === 'applied') {
      const offenders = await nonConforming(tx, range, settings, result.created, matches);
      if (offenders.length > 0) {
        await tx.query(ROLLBACK);
        bad.push(...offenders);
        continue;
      }
      await insertErrors(tx, range.import_id, bad);
      const created = result.created.length;
      const unchanged = skipped.length + result.items - result.changed;
      return { created, updated: result.changed - created, unchanged, failed: bad.length };
    }
    if (result.outcome === 'closed') throw new Error('The gate of a chunk is always open');
    const lines = await linesOf(tx, range.import_id, result.problems);
    for (const { n, reason } of result.problems)
      bad.push({ n, line: lines.get(n) ?? 0, column: plan?.key_column ?? null, detail: REASONS[reason] });
  }
}

/** Rows whose record would not be as its type asks: of a record that was there before that is known once it is written. */
async function nonConforming(
  tx: Executor,
  { import_id }: ChunkRange,
  { conformance }: ChunkSettings,
  created: readonly { n: number; id: number }[],
  matches: readonly RowMatch[] | null,
): Promise<RowError[]> {
  const updated = (matches ?? []).flatMap(({ n, id }) => (id === null ? [] : [{ n, id }]));
  const written = [...created, ...updated];
  const ids = written.map(({ id }) => id);
  const offenders = await conformance.offenders(tx, ids, ids);
  if (offenders.size === 0) return [];
  const places = written.filter(({ id }) => offenders.has(id));
  const lines = await linesOf(tx, import_id, places);
  return places.map(({ n, id }) => ({
    n,
    line: lines.get(n) ?? 0,
    column: null,
    detail: offenders.get(id)?.message ?? '',
  }));
}

async function linesOf(
  tx: Executor,
  importId: number,
  places: readonly { n: number }[],
): Promise<Map<number, number>> {
  const rows = await tx.query<{ n: number; line: number }>({
    name: 'import_lines',
    text: 'select n, line from import_rows where import_id = $1::bigint and n = any($2::int[])',
    values: [importId, places.map(({ n }) => n)],
  });
  return new Map(rows.map(({ n, line }) => [n, line]));
}

async function findMatches(
  tx: Executor,
  range: ChunkRange,
  plan: ImportPlan,
  access: ResourceAccess,
): Promise<RowMatch[]> {
  await tx.query(LOCK_KEYS);
  await tx.query(BY_INDEX);
  const matches = await tx.query<RowMatch>(
    matchStatement(range, keyColumn(plan)?.target ?? 'name', access.rows('read')),
  );
  await tx.query(AS_PLANNED);
  return matches;
}

/** Rows without a match that the caller's rules do not let become records; the check could not know that they would. */
async function refusedCreates(
  tx: Executor,
  { import_id }: ChunkRange,
  { caller, plan }: ChunkSettings,
  matches: readonly RowMatch[],
): Promise<RowError[]> {
  const fresh = matches.filter(({ hits, has_name }) => hits === 0 && has_name).map(({ n }) => n);
  const rows = await tx.query<{ n: number; line: number; record: NewEntity & { owner_id?: number } }>({
    name: 'import_fresh_rows',
    text: 'select n, line, record from import_rows where import_id = $1::bigint and n = any($2::int[]) order by n',
    values: [import_id, fresh],
  });
  const access = recordAccess(caller);
  return rows.flatMap(({ n, line, record }) => {
    const refused = refuseCreate(access, record, record.owner_id ?? caller.user_id);
    return refused ? [{ n, line, column: plan?.key_column ?? null, detail: refused.message }] : [];
  });
}

function badMatches(matches: readonly RowMatch[], plan: ImportPlan): RowError[] {
  return matches.flatMap((match) => {
    const detail = refuseMatch(match, plan);
    return detail === null ? [] : [{ n: match.n, line: match.line, column: plan.key_column, detail }];
  });
}

function refuseMatch({ hits, holds, has_name }: RowMatch, { on_match }: ImportPlan): string | null {
  if (hits > 1) return 'Several records have this key.';
  if (hits === 1 && on_match === 'error') return 'A record has this key already.';
  if (hits === 1) return holds || on_match === 'skip' ? null : REASONS.stale;
  return has_name ? null : 'No record has this key, and the row has no name for a new one.';
}
