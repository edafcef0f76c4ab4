import { auditObject, auditedColumns, columnOf } from './columns';
import { type ResourceDefinition } from './resource';
import { marksAfter } from './review-marks';
import { CONTEXT_COLUMNS, CONTEXT_PARAMETERS } from './write-context';

export interface BatchShape {
  gate: string;
  items: string;
  visible: string;
  writable: string;
  events: 'each' | 'bulk';
  also: string | null;
  /** Selects the `n` of items that nobody has looked at. */
  unreviewed: string | null;
}

/** The event's word for what an operation did. */
const CHANGE = `case p.operation when 'create' then 'created' when 'update' then 'updated' when 'restore' then 'restored' else 'deleted' end`;

/**
 * Gate, locks, plan, one all-or-nothing decision, writes, audit rows and events in one statement. Everything after
 * `locked` reads it and never the table; see {@link updateStatement} for why.
 */
export function batchStatement<Row extends { id: number }>(
  resource: ResourceDefinition<Row>,
  shape: BatchShape,
): string {
  const columns = Object.keys(resource.columns).filter((name) => name !== resource.unreviewed);
  const audited = auditedColumns(resource, columns);
  const marks = marksOf(resource, shape, audited);
  const { table, type } = resource;
  const sum = (names: string[]) => names.map((name) => `, ${name}`).join('');
  return `
with gate as materialized (${shape.gate}), item as materialized (
  select i.n, i.operation, case when i.operation = 'create' then nextval('${table}_id_seq') else i.id end as id, i.base_version,
    coalesce(i.patch, '{}') as patch, coalesce(i.merge, '{}') as merge
  from (${shape.items}) i where exists (select from gate)
)${marks.source}, locked as materialized (
  select e.id, e.version${resource.trash ? ', e.deleted_at' : ', null::timestamptz as deleted_at'}${sum(columns.map((name) => `e.${name}`))}${marks.locked}, coalesce(${shape.writable}, false) as may_write
  from ${table} e where e.id in (select id from item where operation <> 'create') and (${shape.visible}) order by e.id for no key update
), plan as materialized (
  select i.n, i.operation, i.id, i.base_version, l.version, l.deleted_at, ${columns.map((name) => `l.${name} as o_${name}, ${planned(resource, name)} as n_${name}`).join(', ')}${marks.planned},
    case when i.operation = 'create' then null when l.id is null then 'absent' when not l.may_write then 'forbidden'
      when l.version <> i.base_version or (i.operation <> 'remove' and (l.deleted_at is null) = (i.operation = 'restore')) then 'stale' end as problem
  from item i left join locked l on l.id = i.id and i.operation <> 'create'
), todo as materialized (
  select p.* from plan p where not exists (select from plan where problem is not null)
    and (p.operation <> 'update'${columns.map((name) => ` or p.n_${name} is distinct from p.o_${name}`).join('')})
), ins as (
  insert into ${table} (id${sum(columns)}${marks.column}) overriding system value
  select p.id${sum(columns.map((name) => `p.n_${name}`))}${marks.created} from todo p where p.operation = 'create' order by p.n
), upd as (
  update ${table} e set ${columns.map((name) => `${name} = p.n_${name}`).join(', ')}, version = p.version + 1, updated_at = now()${trashSet(resource)}${marks.updated}
  from todo p where p.operation not in ('create', 'remove') and e.id = p.id
), del as (
  delete from ${table} e using todo p where p.operation = 'remove' and e.id = p.id
), aud as (
  insert into audit_logs (action, entity_type, entity_id, entity_version, old_values, new_values, ${CONTEXT_COLUMNS})
  select '${type}.' || case p.operation when 'remove' then 'delete' else p.operation end, '${type}', p.id, coalesce(p.version, 0) + case p.operation when 'remove' then 0 else 1 end,
    case p.operation when 'create' then null when 'remove' then ${auditObject(resource, audited, (name) => `p.o_${name}`)}
      else ${differing(resource, audited, 'o_')}${trashValue(resource, 'old')} end,
    case p.operation when 'create' then ${auditObject(resource, audited, (name) => `p.n_${name}`)} when 'remove' then null
      else ${differing(resource, audited, 'n_')}${trashValue(resource, 'new')} end, ${CONTEXT_PARAMETERS}
  from todo p order by p.n
), evt as (
  ${shape.events === 'bulk' ? bulkEvent(resource) : eachEvent(resource)}
)${shape.also === null ? '' : `, ${shape.also}`}
select exists (select from gate) as opened,
  (select jsonb_agg(jsonb_build_object('n', n, 'id', id, 'reason', problem, 'base_version', base_version, 'version', version) order by n)
     from (select * from plan where problem is not null order by n limit 200) p) as problems,
  (select count(*)::int from plan) as items, (select count(*)::int from todo) as changed,
  (select jsonb_agg(jsonb_build_object('n', n, 'id', id) order by n) from todo where operation = 'create') as created`;
}

/** The pieces that keep the marks of fields that wait to be looked at; empty for resources without. */
function marksOf<Row extends { id: number }>(
  resource: ResourceDefinition<Row>,
  { unreviewed }: BatchShape,
  audited: string[],
) {
  const { unreviewed: column } = resource;
  if (column === undefined)
    return { source: '', locked: '', planned: '', column: '', created: '', updated: '' };
  const adding = unreviewed === null ? 'false' : 'p.n in (select n from unseen)';
  const made = auditObject(resource, audited, (name) => `p.n_${name}`);
  const before = differing(resource, audited, 'o_');
  const after = differing(resource, audited, 'n_');
  return {
    source: unreviewed === null ? '' : `, unseen as materialized (${unreviewed})`,
    locked: `, e.${column}`,
    planned: `, l.${column} as o_${column}`,
    column: unreviewed === null ? '' : `, ${column}`,
    created:
      unreviewed === null
        ? ''
        : `, ${marksAfter({ marks: 'null::jsonb', before: `'{}'`, after: made, adding })}`,
    updated: `, ${column} = ${marksAfter({ marks: `p.o_${column}`, before, after, adding })}`,
  };
}

function eachEvent<Row extends { id: number }>({ type, event = [] }: ResourceDefinition<Row>): string {
  return `insert into outbox (topic, payload)
  select '${type}.changed', jsonb_build_object('id', p.id, 'change', ${CHANGE}, 'version', coalesce(p.version, 0) + 1, 'by', $1::int${event.map((name) => `, '${name}', p.n_${name}`).join('')})
  from todo p order by p.n`;
}

function bulkEvent<Row extends { id: number }>({ type }: ResourceDefinition<Row>): string {
  const count = (operations: string) => `count(*) filter (where p.operation in (${operations}))`;
  return `insert into outbox (topic, payload)
  select '${type}.bulk_changed', jsonb_build_object('created', ${count(`'create'`)}, 'updated', ${count(`'update'`)}, 'deleted', ${count(`'delete', 'remove'`)},
    'restored', ${count(`'restore'`)}, 'by', $1::int, 'change_set_id', $10::bigint,
    'records', coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'change', ${CHANGE}, 'version', p.version + 1) order by p.n) filter (where p.operation <> 'create'), '[]'))
  from todo p having count(*) > 0`;
}

/** The new value of a column: whole from the patch, merged, the locked one, or a new row's default. */
function planned<Row extends { id: number }>(resource: ResourceDefinition<Row>, name: string): string {
  const { type, default: fallback = 'null' } = columnOf(resource, name);
  const given = type === 'jsonb' ? `i.patch -> '${name}'` : `(i.patch ->> '${name}')::${type}`;
  const kept = `case when i.operation = 'create' then (${fallback})::${type} else l.${name} end`;
  const whole = `case when i.patch ? '${name}' then ${given} else ${kept} end`;
  return type === 'jsonb'
    ? `case when i.merge ? '${name}' then bureau_merge_patch(${whole}, i.merge -> '${name}') else ${whole} end`
    : whole;
}

function differing<Row extends { id: number }>(
  resource: ResourceDefinition<Row>,
  names: readonly string[],
  prefix: string,
): string {
  const pair = (name: string) =>
    `case when p.o_${name} is distinct from p.n_${name} then jsonb_build_object('${name}', ${columnOf(resource, name).secret ? `'[redacted]'::text` : `p.${prefix}${name}`}) else '{}' end`;
  return names.length > 0 ? names.map(pair).join(' || ') : `'{}'::jsonb`;
}

function trashSet<Row extends { id: number }>(resource: ResourceDefinition<Row>): string {
  return resource.trash
    ? `, deleted_at = case p.operation when 'delete' then now() when 'restore' then null else e.deleted_at end`
    : '';
}

function trashValue<Row extends { id: number }>(
  resource: ResourceDefinition<Row>,
  side: 'old' | 'new',
): string {
  if (!resource.trash) return '';
  const gone = side === 'old' ? 'restore' : 'delete';
  const at = side === 'old' ? 'p.deleted_at' : 'now()';
  return ` || case when p.operation in ('delete', 'restore') then jsonb_build_object('deleted_at', case p.operation when '${gone}' then ${at} end) else '{}' end`;
}
