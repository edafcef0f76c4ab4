import { auditObject, auditedColumns, carriedColumns, eventObject } from './columns';
import { type ResourceDefinition } from './resource';
import { type UpdateShape, ID_PARAMETER, VERSION_PARAMETER } from './update-statement';
import { CONTEXT_COLUMNS, CONTEXT_PARAMETERS } from './write-context';

export type RemoveShape = Pick<UpdateShape, 'visible' | 'writable' | 'guard' | 'action' | 'change'>;

/** Deletes a row for good, with its last values in the audit row, in one statement. */
export function removeStatement<Row extends { id: number }>(
  resource: ResourceDefinition<Row>,
  shape: RemoveShape,
): string {
  const audited = auditedColumns(resource, Object.keys(resource.columns));
  const carried = carriedColumns(resource, audited);
  return `
with t as (
  select e.id, e.version, ${carried.map((name) => `e.${name}`).join(', ')}, coalesce(${shape.writable}, false) as may_write, coalesce(${shape.guard}, false) as may_go
  from ${resource.table} e where e.id = $${ID_PARAMETER}::bigint and (${shape.visible}) for update
), g as (
  select t.*, case when not may_write then 'forbidden' when $${VERSION_PARAMETER}::int is not null and version <> $${VERSION_PARAMETER} then 'stale'
    when not may_go then 'conflict' else 'updated' end as outcome from t
), u as (
  delete from ${resource.table} e using g where e.id = g.id and g.outcome = 'updated' returning e.id
), a as (
  insert into audit_logs (action, entity_type, entity_id, entity_version, old_values, outcome, reason, ${CONTEXT_COLUMNS})
  select '${shape.action}', '${resource.type}', g.id, g.version,
    case when g.outcome = 'updated' then ${auditObject(resource, audited, (name) => `g.${name}`)} end,
    case g.outcome when 'updated' then 'success' else 'refused' end, case g.outcome when 'updated' then null else 'no right to delete this record' end,
    ${CONTEXT_PARAMETERS} from g where g.outcome in ('updated', 'forbidden')
), o as (
  insert into outbox (topic, payload) select '${resource.type}.changed', ${eventObject(resource, 'g', `'${shape.change}'`)} from g, u
)
select g.outcome, g.version as locked_version, ${resource.returning.map((name) => `g.${name}`).join(', ')} from g left join u on true`;
}
