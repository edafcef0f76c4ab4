import { type Entity, type JsonObject } from '@bureau/contracts';
import { type Executor, placeRule, type ResourceAccess } from '@bureau/platform';
import { visibleRecords } from '../access/record-access';
import { ENTITY_RESOURCE } from '../persistence/entity.resource';

/** A version, or the time at which it stood. */
export type Moment = { version: number } | { at: string };

/** What is known of a record at a moment. */
export interface PastState {
  present: Entity & { deleted_at: string | null };
  /** The version that stood then; 0 before there was a record. */
  version: number;
  /** When it was made; null where the log does not tell any more. */
  made_at: string | null;
  /** Values that later versions replaced, as they were. */
  undone: JsonObject;
  /** Later versions that the log tells of. */
  undone_versions: number;
  /** When the record was deleted for good. */
  purged_at: string | null;
}

const COLUMNS = [...ENTITY_RESOURCE.returning, 'deleted_at'];
/** The record's versions under the alias `a`. Looking at fields makes none. */
const VERSIONS = `audit_logs a where a.entity_type = 'entity' and a.entity_id = $1::bigint and a.outcome = 'success' and a.action <> 'entity.review'`;

/**
 * One statement: the present row, and of every column the value that the first later version took away. Versions decide,
 * not times: a row's time is its transaction's start, so a version stands from the moment at which all before it do.
 */
const stateText = (present: string) => `
with e as materialized (${present}), target as materialized (
  select case when $2::int is not null then $2::int when e.created_at > $3::timestamptz then 0 when e.purged_at <= $3::timestamptz then e.version + 1
    else coalesce((select min(a.entity_version) - 1 from ${VERSIONS} and a.timestamp > $3::timestamptz and a.action <> 'entity.purge'), e.version) end as version from e
), later as materialized (
  select a.entity_version, a.old_values from ${VERSIONS} and a.entity_version > (select version from target) and a.action <> 'entity.purge'
)
select ${COLUMNS.map((column) => `e.${column}`).join(', ')}, e.purged_at, t.version as then_version,
  (select jsonb_object_agg(s.key, s.value) from (select distinct on (o.key) o.key, o.value from later l, jsonb_each(l.old_values) o
    where l.old_values is not null order by o.key, l.entity_version) s) as undone,
  (select count(distinct l.entity_version) from later l) as undone_versions,
  (select max(a.timestamp) from ${VERSIONS} and a.entity_version = t.version and a.action <> 'entity.purge') as made_at
from e, target t`;

/** The last values of a record that was deleted for good, as its purge wrote them down. */
const PURGED = `select $1::bigint as id, p.name, p.description, p.status, p.type, coalesce(p.metadata, '{}') as metadata, p.owner_id, a.entity_version as version,
    coalesce((select min(a.timestamp) from ${VERSIONS}), a.timestamp) as created_at, a.timestamp as updated_at, null::timestamptz as deleted_at, a.timestamp as purged_at
  from audit_logs a cross join lateral jsonb_populate_record(null::entities, a.old_values) p
  where a.entity_type = 'entity' and a.entity_id = $1::bigint and a.outcome = 'success' and a.action = 'entity.purge' order by a.id desc limit 1`;

type Row = PastState['present'] & Omit<PastState, 'present' | 'version'> & { then_version: number };

/** @returns null where there is no such record that the caller may see */
export async function readPastState(
  executor: Executor,
  id: number,
  moment: Moment,
  access: ResourceAccess,
): Promise<PastState | null> {
  const values: unknown[] = [
    id,
    'version' in moment ? moment.version : null,
    'at' in moment ? moment.at : null,
  ];
  const { from, rules } = visibleRecords(access);
  const seen = rules.map((rule) => ` and (${placeRule(rule, values)})`).join('');
  const present = `select ${COLUMNS.map((column) => `e.${column}`).join(', ')}, null::timestamptz as purged_at from ${from} where e.id = $1::bigint${seen}`;
  const [row] = await executor.query<Row>({ text: stateText(present), values });
  return row ? toState(row) : null;
}

/** The same for a record that was deleted for good. */
export async function readPurgedState(
  executor: Executor,
  id: number,
  moment: Moment,
): Promise<PastState | null> {
  const values = [id, 'version' in moment ? moment.version : null, 'at' in moment ? moment.at : null];
  const [row] = await executor.query<Row>({ text: stateText(PURGED), values });
  return row ? toState(row) : null;
}

function toState({ then_version, undone, undone_versions, made_at, purged_at, ...present }: Row): PastState {
  return { present, version: then_version, undone: undone ?? {}, undone_versions, made_at, purged_at };
}
