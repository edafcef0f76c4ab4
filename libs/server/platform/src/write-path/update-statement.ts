import { auditedColumns, carriedColumns, columnOf, eventObject, valuesSalt } from './columns';
import { type ResourceDefinition } from './resource';
import { BY_AGENT, marksAfter } from './review-marks';
import { CONTEXT_COLUMNS, CONTEXT_PARAMETERS, FIRST_VALUE } from './write-context';

export interface UpdateShape {
  /** Columns that are given, in the order of their values. */
  columns: readonly string[];
  /** Those of them that are `jsonb` and patched by RFC 7396 instead of replaced. */
  merge: readonly string[];
  /** Placeholders of the paths inside a replaced `jsonb` column that stay as they are, by column. */
  keep: Readonly<Record<string, string>>;
  /** Columns set by an SQL expression over the locked row `t`, e.g. `t.lease_epoch + 1`. */
  expressions: Readonly<Record<string, string>>;
  /** Conditions on `e`, already numbered behind the values. */
  visible: string;
  writable: string;
  guard: string;
  /** Placeholders of what the audit row says beside the change: a reason, and values beside the new ones. */
  reason: string | null;
  note: string | null;
  action: string;
  change: string;
  /** Which rows there are to change: those in the trash, those outside of it, or all. */
  from: 'live' | 'trash' | 'all';
}

/** Parameter numbers after the context: id, the expected version, then the values. */
export const ID_PARAMETER = FIRST_VALUE;
export const VERSION_PARAMETER = FIRST_VALUE + 1;
export const FIRST_COLUMN = FIRST_VALUE + 2;

/**
 * Lock, rights, version check, change, audit row and event in one statement. `t` is the lock: under READ COMMITTED it
 * reads the newest version of the row again, so everything after it must read `t` and never the table.
 */
export function updateStatement<Row extends { id: number }>(
  resource: ResourceDefinition<Row>,
  shape: UpdateShape,
): string {
  const written = [...shape.columns, ...Object.keys(shape.expressions)];
  const audited = auditedColumns(resource, written);
  const internal = written.filter((name) => !audited.includes(name));
  const marks =
    resource.unreviewed !== undefined && !written.includes(resource.unreviewed) ? resource.unreviewed : null;
  const carried = carriedColumns(resource, marks === null ? written : [...written, marks]);
  const differs = (name: string) => `d.${name} is distinct from d.n_${name}`;
  const anyOf = (names: string[]) => (names.length > 0 ? names.map(differs).join(' or ') : 'false');
  return `
with t as (
  select e.id, e.version, ${carried.map((name) => `e.${name}`).join(', ')}, coalesce(${shape.writable}, false) as may_write, coalesce(${shape.guard}, false) as may_go
  from ${resource.table} e where e.id = $${ID_PARAMETER}::bigint${trashCondition(resource, shape)} and (${shape.visible}) for no key update
), d as (
  select t.*, ${written.map((name) => `(${newValue(resource, shape, name)}) as n_${name}`).join(', ')} from t
), g as (
  select d.*, (${anyOf(audited)}) as changed, ${valuesOf(resource, audited, '')} as old_values, ${valuesOf(resource, audited, 'n_')} as new_values,
    case when not may_write then 'forbidden' when $${VERSION_PARAMETER}::int is not null and version <> $${VERSION_PARAMETER} then 'stale'
      when not may_go then 'conflict' when ${anyOf(audited)} then 'updated' when ${anyOf(internal)} then 'touched' else 'unchanged' end as outcome from d
), u as (
  update ${resource.table} e set ${written.map((name) => `${name} = g.n_${name}`).join(', ')},
    version = g.version + case when g.changed then 1 else 0 end, updated_at = case when g.changed then now() else e.updated_at end${
      marks === null
        ? ''
        : `,
    ${marks} = ${marksAfter({ marks: `g.${marks}`, before: 'g.old_values', after: 'g.new_values', adding: BY_AGENT })}`
    }
  from g where e.id = g.id and g.outcome in ('updated', 'touched')
  returning ${carried.map((name) => `e.${name}`).join(', ')}, e.id, e.version
), a as (
  insert into audit_logs (action, entity_type, entity_id, entity_version, old_values, new_values, outcome, reason, values_salt, ${CONTEXT_COLUMNS})
  select '${shape.action}', '${resource.type}', g.id, case when g.changed and g.outcome = 'updated' then g.version + 1 else g.version end,
    case when g.outcome = 'updated' then g.old_values end, case when g.outcome = 'updated' then g.new_values${shape.note === null ? '' : ` || ${shape.note}::jsonb`} end,
    case g.outcome when 'updated' then 'success' else 'refused' end, case g.outcome when 'updated' then ${shape.reason === null ? 'null' : `${shape.reason}::text`} else 'no right to change this record' end,
    ${valuesSalt(resource)}, ${CONTEXT_PARAMETERS} from g where g.outcome in ('updated', 'forbidden')
), o as (
  insert into outbox (topic, payload)
  select '${resource.type}.changed', ${eventObject(resource, 'u', `'${shape.change}'`)} from u, g where g.outcome = 'updated'
)
select case g.outcome when 'touched' then 'updated' else g.outcome end as outcome, g.version as locked_version,
  ${resource.returning.map((name) => `case when u.id is null then g.${name} else u.${name} end as ${name}`).join(', ')}
from g left join u on true`;
}

function newValue<Row extends { id: number }>(
  resource: ResourceDefinition<Row>,
  shape: UpdateShape,
  name: string,
): string {
  const expression = shape.expressions[name];
  if (expression !== undefined) return expression;
  const value = `$${FIRST_COLUMN + shape.columns.indexOf(name)}::${columnOf(resource, name).type}`;
  if (shape.merge.includes(name)) return `bureau_merge_patch(t.${name}, ${value})`;
  const kept = shape.keep[name];
  return kept === undefined ? value : `bureau_keep_paths(t.${name}, ${value}, ${kept}::jsonb)`;
}

function valuesOf<Row extends { id: number }>(
  resource: ResourceDefinition<Row>,
  names: string[],
  prefix: string,
): string {
  const pair = (name: string) =>
    `case when d.${name} is distinct from d.n_${name} then jsonb_build_object('${name}', ${columnOf(resource, name).secret ? `'[redacted]'::text` : `d.${prefix}${name}`}) else '{}' end`;
  return names.length > 0 ? names.map(pair).join(' || ') : `'{}'::jsonb`;
}

function trashCondition<Row extends { id: number }>(
  resource: ResourceDefinition<Row>,
  shape: UpdateShape,
): string {
  if (!resource.trash || shape.from === 'all') return '';
  return shape.from === 'trash' ? ' and e.deleted_at is not null' : ' and e.deleted_at is null';
}
