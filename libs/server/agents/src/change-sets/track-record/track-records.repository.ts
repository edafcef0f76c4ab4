import { type Executor } from '@bureau/platform';
import { type TrackCounts } from './recommendation';
import { type TallyRow } from './tally';

const NOTE = `
insert into agent_track_records as t (agent, operation, field, accepted, edited, rejected, automatic)
select $1::text, r.operation, r.field, coalesce(r.accepted, 0), coalesce(r.edited, 0), coalesce(r.rejected, 0), coalesce(r.automatic, 0)
from jsonb_to_recordset($2::jsonb) as r(operation text, field text, accepted int, edited int, rejected int, automatic int)
on conflict (agent, operation, field) do update set accepted = t.accepted + excluded.accepted, edited = t.edited + excluded.edited,
  rejected = t.rejected + excluded.rejected, automatic = t.automatic + excluded.automatic`;

/** Adds what came of an agent's changes, in the transaction that decides them. */
export async function noteVerdicts(tx: Executor, agent: string, rows: readonly TallyRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query({ name: 'track_record_note', text: NOTE, values: [agent, JSON.stringify(rows)] });
}

/** A relation by what makes it unique, whichever way the item goes. */
const relation = (alias: string) =>
  `(select jsonb_agg(coalesce(nullif(c."to", 'null'), c."from") order by c.field) from jsonb_to_recordset(${alias}.changes) as c(field text, "from" jsonb, "to" jsonb))`;

const UNDO = `
insert into agent_track_records as t (agent, operation, field, undone)
select s.agent, o.operation, coalesce(c.field, ''), count(*)
from change_set_reversals r
join change_sets s on s.id = r.change_set_id and s.agent is not null
join change_set_items o on o.change_set_id = s.id and o.decision = 'approve'
join change_set_items v on v.change_set_id = r.inverse_id and v.entity_id = o.entity_id and v.decision = 'approve'
left join lateral jsonb_to_recordset(o.changes) as c(field text) on o.operation in ('create', 'update')
where r.inverse_id = $1::bigint and case
  when o.operation in ('relate', 'unrelate') then v.operation in ('relate', 'unrelate') and ${relation('v')} = ${relation('o')}
  when o.operation = 'update' then v.operation = 'delete' or (v.operation = 'update' and exists (
    select from jsonb_to_recordset(v.changes) as x(field text)
    where x.field = c.field or starts_with(c.field, x.field || '.') or starts_with(x.field, c.field || '.')))
  else v.operation in ('delete', 'restore') end
group by s.agent, o.operation, coalesce(c.field, '')
order by s.agent, o.operation, coalesce(c.field, '')
on conflict (agent, operation, field) do update set undone = t.undone + excluded.undone`;

/** Counts what an inverse takes back of agents' changes, in the transaction that commits it. */
export async function noteUndone(tx: Executor, inverseId: number): Promise<void> {
  await tx.query({ name: 'track_record_undo', text: UNDO, values: [inverseId] });
}

const READ = `
select operation, nullif(field, '') as field, accepted, edited, rejected, automatic, undone from agent_track_records
where agent = $1 order by accepted + edited + rejected + automatic desc, operation, field limit $2::int`;

/** What came of an agent's changes, the most frequent first. */
export async function readTrackRecord(
  executor: Executor,
  agent: string,
  limit: number,
): Promise<TrackCounts[]> {
  return executor.query<TrackCounts>({ name: 'track_record_read', text: READ, values: [agent, limit] });
}
