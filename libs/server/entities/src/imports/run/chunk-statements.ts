import { placeRule, type Executor, type SqlRule, type SqlSource } from '@bureau/platform';
import { ENTITY_RESOURCE } from '../../persistence/entity.resource';
import { metadataPath } from '../plan/import-plan';

/** Rows of a file that are written together: those behind `after`, up to `to`. */
export interface ChunkRange {
  import_id: number;
  after: number;
  to: number;
}

/** A row and the record that its key names. */
export interface RowMatch {
  n: number;
  line: number;
  /** Null where no record has the key. */
  id: number | null;
  /** How many records have it, up to two. */
  hits: number;
  /** The record still has it now that it is locked. */
  holds: boolean;
  has_name: boolean;
}

/**
 * Finds and locks, in the order of ids, the records that the rows' keys name.
 * @param target `name` or `metadata.<path>`
 * @param visible records that the importer may see
 */
export function matchStatement(
  { import_id, after, to }: ChunkRange,
  target: string,
  visible: SqlRule,
): { text: string; values: unknown[] } {
  const path = metadataPath(target);
  const values: unknown[] = [import_id, after, to, path ?? []];
  const has = (alias: string) =>
    path
      ? `${alias}.metadata @> s.key_value and ${alias}.metadata #> $4::text[] = s.key_value #> $4::text[]`
      : `${alias}.name collate "und-x-icu" = (s.key_value #>> $4::text[]) collate "und-x-icu"`;
  const text = `
with s as materialized (
  select n, line, key_value, record ? 'name' as has_name from import_rows where import_id = $1::bigint and n > $2::int and n <= $3::int
), hit as materialized (
  select s.n, min(m.id) as id, count(m.id)::int as hits from s
  left join lateral (select e.id from entities e where e.deleted_at is null and ${has('e')} and (${placeRule(visible, values)})) m on true
  group by s.n
), locked as materialized (
  select e.id, e.name, e.metadata from entities e where e.deleted_at is null and e.id in (select id from hit) order by e.id for no key update
)
select s.n, s.line, hit.id, hit.hits, coalesce(${has('l')}, false) as holds, s.has_name
from s join hit using (n) left join locked l on l.id = hit.id order by s.n`;
  return { text, values };
}

/** Every row of the chunk as a new record. @param ownerId whose it is where the row names nobody */
export function newRecords(
  { import_id, after, to }: ChunkRange,
  ownerId: number,
  left: readonly number[],
): SqlSource {
  return {
    text: `select r.n, 'create' as operation, null::bigint as id, null::int as base_version,
        jsonb_build_object('owner_id', $4::int) || r.record as patch, '{}'::jsonb as merge
      from import_rows r where r.import_id = $1::bigint and r.n > $2::int and r.n <= $3::int and r.n <> all($5::int[])`,
    values: [import_id, after, to, ownerId, left],
  };
}

/** The rows of the chunk as new records, or as changes of those that they match; the owner is only of new ones. */
export function matchedRecords(
  { import_id, after, to }: ChunkRange,
  ownerId: number,
  left: readonly number[],
  matches: readonly RowMatch[],
): SqlSource {
  const found = matches.filter(({ id }) => id !== null);
  return {
    text: `select r.n, case when m.id is null then 'create' else 'update' end as operation, m.id, null::int as base_version,
        case when m.id is null then jsonb_build_object('owner_id', $4::int) || r.record else r.record - 'metadata' - 'owner_id' end as patch,
        case when m.id is not null and r.record ? 'metadata' then jsonb_build_object('metadata', r.record -> 'metadata') else '{}' end as merge
      from import_rows r left join unnest($6::int[], $7::bigint[]) m(n, id) on m.n = r.n
      where r.import_id = $1::bigint and r.n > $2::int and r.n <= $3::int and r.n <> all($5::int[])`,
    values: [import_id, after, to, ownerId, left, found.map(({ n }) => n), found.map(({ id }) => id)],
  };
}

/** Fields of a change set's items; the owner of a record is none, nor is what the write path keeps. */
const FIELDS = Object.entries(ENTITY_RESOURCE.columns)
  .filter(([name, { internal }]) => name !== 'owner_id' && !internal)
  .map(([name]) => name);
const CHANGES = FIELDS.map(
  (name) =>
    `case when p.n_${name} is distinct from p.o_${name} then jsonb_build_array(jsonb_build_object('field', '${name}', 'from', p.o_${name}, 'to', p.n_${name})) else '[]' end`,
).join(' || ');

/** What is written beside the records of a chunk: the items of the change set. */
export function changeSetItems(changeSetId: number): SqlSource {
  return {
    text: `imported as (
  insert into change_set_items (change_set_id, operation, entity_id, entity_name, base_version, changes, decision)
  select $1::bigint, p.operation, p.id, p.n_name, p.version, ${CHANGES}, 'approve' from todo p order by p.n
)`,
    values: [changeSetId],
  };
}

/** The next rows to write; null where none is left. @param size how many */
export async function nextRange(
  executor: Executor,
  importId: number,
  after: number,
  size: number,
): Promise<ChunkRange | null> {
  const [next] = await executor.query<{ to: number | null }>({
    name: 'import_next_range',
    text: `select max(n) as "to" from (select n from import_rows where import_id = $1::bigint and n > $2::int order by n limit $3::int) r`,
    values: [importId, after, size],
  });
  return next?.to ? { import_id: importId, after, to: next.to } : null;
}
