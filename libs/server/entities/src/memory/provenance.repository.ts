import { type FieldProvenance, type WriterType } from '@bureau/contracts';
import { type Executor } from '@bureau/platform';

/** Versions looked at for one record of a page, and for one record alone: fields that are older say nothing. */
export const PAGE_VERSIONS = 100;
export const ALL_VERSIONS = 10_000;

/**
 * Last writers of all fields of some records in one statement. Of a change set it reads why: those tables belong to the
 * agents' module, which builds on this one, so nothing of it can be asked.
 */
const TEXT = `
with versions as (
  select i.id as record_id, a.* from unnest($1::bigint[]) i (id) cross join lateral (
    select a.id, a.entity_version, a.timestamp, a.old_values, a.new_values, a.user_id, a.actor_type, a.actor_id, a.actor_name,
      a.on_behalf_of, a.approved_by, a.reason, a.change_set_id, a.agent_task_id
    from audit_logs a where a.entity_type = 'entity' and a.entity_id = i.id and a.outcome = 'success' and a.action <> 'entity.review'
    order by a.id desc limit $2::int) a
), writers as (
  select distinct on (v.record_id, p.path) v.*, p.path as field
  from versions v cross join lateral bureau_changed_paths(v.old_values, v.new_values) p
  order by v.record_id, p.path, v.id desc
)
select w.record_id, w.field, w.entity_version as version, w.timestamp as at, w.user_id, w.actor_type, w.actor_id, w.actor_name, w.on_behalf_of,
  w.approved_by, coalesce(w.reason, c.reason, s.reason, s.title) as reason, c.evidence, w.change_set_id, w.agent_task_id, m.id as import_id,
  not coalesce(e.unreviewed ? w.field, false) as reviewed
from writers w join entities e on e.id = w.record_id
left join lateral (select i.reason, i.evidence from change_set_items i where i.change_set_id = w.change_set_id and i.entity_id = w.record_id limit 1) c on true
left join change_sets s on s.id = w.change_set_id
left join import_jobs m on m.change_set_id = w.change_set_id
order by w.record_id, w.field`;

type Row = Omit<FieldProvenance, 'by' | 'value'> & {
  record_id: number;
  actor_type: WriterType;
  actor_id: string | null;
  actor_name: string | null;
};

/** What the log tells of a field; its value is not part of it. */
export type Writer = Omit<FieldProvenance, 'value'>;

/** @param versions of each record that are looked at, the newest first. @returns writers of the fields, by record */
export async function readWriters(
  executor: Executor,
  ids: readonly number[],
  versions: number,
): Promise<Map<number, Writer[]>> {
  const found = new Map<number, Writer[]>(ids.map((id) => [id, []]));
  const rows = await executor.query<Row>({ name: 'entity_writers', text: TEXT, values: [ids, versions] });
  for (const { record_id, actor_type, actor_id, actor_name, ...row } of rows) {
    const type = row.import_id === null ? actor_type : 'import';
    found.get(record_id)?.push({ ...row, by: { type, id: actor_id, name: actor_name } });
  }
  return found;
}
