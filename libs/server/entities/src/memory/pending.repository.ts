import { type PendingChange } from '@bureau/contracts';
import { type Executor } from '@bureau/platform';

/** More open proposals than this are no help on one page. */
const MAX_ROWS = 1_000;

/** Open proposals for some records; the tables belong to the agents' module, which builds on this one. */
const TEXT = `
select i.entity_id, i.id as item_id, i.change_set_id, s.title, i.operation, i.changes, coalesce(i.reason, s.reason) as reason, s.agent, s.created_by, s.created_at, s.expires_at
from change_set_items i join change_sets s on s.id = i.change_set_id
where i.entity_id = any($1::bigint[]) and s.status in ('proposed', 'stale') and s.expires_at > now() and i.decision is distinct from 'reject'
  and ($2::int is null or s.created_by = $2::int)
order by i.change_set_id, i.id limit ${MAX_ROWS}`;

/**
 * @param proposedFor only what was proposed for this person; null: for anybody
 * @returns proposals by record
 */
export async function readPending(
  executor: Executor,
  ids: readonly number[],
  proposedFor: number | null,
): Promise<Map<number, PendingChange[]>> {
  const found = new Map<number, PendingChange[]>(ids.map((id) => [id, []]));
  const rows = await executor.query<PendingChange & { entity_id: number }>({
    name: 'entity_pending',
    text: TEXT,
    values: [ids, proposedFor],
  });
  for (const { entity_id, ...pending } of rows) found.get(entity_id)?.push(pending);
  return found;
}
