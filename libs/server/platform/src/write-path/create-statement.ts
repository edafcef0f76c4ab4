import { auditObject, auditedColumns, checkDefinition, columnOf, eventObject, valuesSalt } from './columns';
import { type ResourceDefinition } from './resource';
import { BY_AGENT, marksAfter } from './review-marks';
import { CONTEXT_COLUMNS, CONTEXT_PARAMETERS, FIRST_VALUE } from './write-context';

export interface CreateShape {
  /** Columns that are given; the others take the definition's default. */
  columns: readonly string[];
  action: string;
  change: string;
  /** The idempotency key and the request's hash follow the values. */
  idempotent: boolean;
  /** A condition without which nothing is made, already numbered behind all of these; null: none. */
  guard: string | null;
}

/** New row, audit row and event in one statement; with an idempotency key the claim of the key as well. */
export function createStatement<Row extends { id: number }>(
  resource: ResourceDefinition<Row>,
  shape: CreateShape,
): string {
  checkDefinition(resource);
  const all = Object.keys(resource.columns);
  const key = FIRST_VALUE + shape.columns.length;
  const insert = [...all, ...(resource.trash ? ['deleted_at'] : [])];
  return `
with r as materialized (
  select nextval('${resource.table}_id_seq') as id, 1 as version, now()::timestamptz(3) as created_at, now()::timestamptz(3) as updated_at,
    ${insert.map((name) => (name === 'deleted_at' ? 'null::timestamptz as deleted_at' : initial(resource, name, shape.columns))).join(', ')}${
      shape.guard === null
        ? ''
        : `
  where ${shape.guard}`
    }
)${shape.idempotent ? keyClaim(resource, key) : ''}, e as (
  insert into ${resource.table} (id, version, created_at, updated_at, ${insert.join(', ')}) overriding system value
  select r.id, r.version, r.created_at, r.updated_at, ${insert.map((name) => (name === resource.unreviewed ? firstMarks(resource) : `r.${name}`)).join(', ')} from r${shape.idempotent ? ', k where k.fresh' : ''}
  returning ${['id', 'version', 'created_at', 'updated_at', ...insert].join(', ')}
), a as (
  insert into audit_logs (action, entity_type, entity_id, entity_version, new_values, values_salt, ${CONTEXT_COLUMNS})
  select '${shape.action}', '${resource.type}', e.id, 1,
    ${auditObject(resource, auditedColumns(resource, all), (name) => `e.${name}`)}, ${valuesSalt(resource)}, ${CONTEXT_PARAMETERS} from e
), o as (
  insert into outbox (topic, payload) select '${resource.type}.changed', ${eventObject(resource, 'e', `'${shape.change}'`)} from e
)
${shape.idempotent ? idempotentResult() : `select 'created' as outcome, ${resource.returning.map((name) => `e.${name}`).join(', ')} from e`}`;
}

function firstMarks<Row extends { id: number }>(resource: ResourceDefinition<Row>): string {
  const after = auditObject(
    resource,
    auditedColumns(resource, Object.keys(resource.columns)),
    (name) => `r.${name}`,
  );
  return marksAfter({ marks: 'null::jsonb', before: `'{}'`, after, adding: BY_AGENT });
}

function initial<Row extends { id: number }>(
  resource: ResourceDefinition<Row>,
  name: string,
  given: readonly string[],
): string {
  const { type, default: fallback } = columnOf(resource, name);
  const at = given.indexOf(name);
  const value = at >= 0 ? `$${FIRST_VALUE + at}::${type}` : `(${fallback ?? 'null'})::${type}`;
  return at >= 0 && fallback !== undefined
    ? `coalesce(${value}, ${fallback}) as ${name}`
    : `${value} as ${name}`;
}

/**
 * Draws the key first. DO UPDATE, not DO NOTHING: only it sees the row that it waited for, so that the second of two
 * racing requests replays the answer of the first. A key older than 24 hours is free again.
 */
function keyClaim<Row extends { id: number }>(resource: ResourceDefinition<Row>, key: number): string {
  const response = `jsonb_build_object(${resource.returning.map((name) => `'${name}', r.${name}`).join(', ')})`;
  const renew = (column: string) =>
    `${column} = case when i.created_at < now() - interval '24 h' then excluded.${column} else i.${column} end`;
  return `, k as (
  insert into idempotency_keys as i (caller_id, key, request_hash, claim_xid, status, response)
  select $1::int, $${key}::text, $${key + 1}::bytea, pg_current_xact_id(), 201, ${response} from r
  on conflict (caller_id, key) do update set ${['claim_xid', 'request_hash', 'status', 'response', 'created_at'].map(renew).join(', ')}
  returning i.claim_xid = pg_current_xact_id() as fresh, i.request_hash = $${key + 1}::bytea as same_request, i.response
)`;
}

function idempotentResult(): string {
  return `select case when k.fresh then 'created' when not k.same_request then 'key_reused' when k.response is null then 'in_progress' else 'replayed' end as outcome,
  case when k.same_request then k.response end as response from k`;
}
