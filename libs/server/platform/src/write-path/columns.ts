import { type ColumnDefinition, type ResourceDefinition } from './resource';

/** Columns that the write path itself keeps. */
const KEPT = ['id', 'version', 'created_at', 'updated_at', 'deleted_at'];

/** The value as the driver takes it: jsonb as text, so that arrays and strings are not taken for SQL arrays. */
export function toParameter(definition: ColumnDefinition, value: unknown): unknown {
  if (value === undefined) return null;
  return definition.type === 'jsonb' && value !== null ? JSON.stringify(value) : value;
}

/** The definition of a writable column. @throws for a column that the resource does not declare: a defect of ours. */
export function columnOf<Row extends { id: number }>(
  resource: ResourceDefinition<Row>,
  name: string,
): ColumnDefinition {
  if (name === 'deleted_at' && resource.trash) return { type: 'timestamptz' };
  const definition = resource.columns[name];
  if (!definition) throw new Error(`${resource.type} has no writable column ${name}`);
  return definition;
}

/** Columns whose change is a change of the record: audited, and raising its version. */
export function auditedColumns<Row extends { id: number }>(
  resource: ResourceDefinition<Row>,
  names: readonly string[],
): string[] {
  return names.filter((name) => !columnOf(resource, name).internal);
}

/** All columns that a statement must carry from the locked row: those that come back and those that are written. */
export function carriedColumns<Row extends { id: number }>(
  resource: ResourceDefinition<Row>,
  written: readonly string[],
): string[] {
  const all = new Set<string>([...resource.returning, ...(resource.event ?? []), ...written]);
  all.delete('id');
  all.delete('version');
  return [...all];
}

/** Refuses at start a definition that returns a column which nobody would fill. */
export function checkDefinition<Row extends { id: number }>(resource: ResourceDefinition<Row>): void {
  const unknown = [...resource.returning, ...(resource.event ?? [])].filter(
    (name) => !KEPT.includes(name) && !resource.columns[name],
  );
  if (unknown.length > 0)
    throw new Error(`${resource.type} returns columns that it does not declare: ${unknown.join(', ')}`);
}

/** A JSON object of the named columns that are not null, secrets replaced. */
export function auditObject<Row extends { id: number }>(
  resource: ResourceDefinition<Row>,
  names: readonly string[],
  value: (name: string) => string,
): string {
  const pair = (name: string) =>
    `case when ${value(name)} is null then '{}' else jsonb_build_object('${name}', ${columnOf(resource, name).secret ? `'[redacted]'::text` : value(name)}) end`;
  return names.length > 0 ? names.map(pair).join(' || ') : `'{}'::jsonb`;
}

/** The event's payload: `{id, change, version, by, …event columns}` of `alias`. */
export function eventObject<Row extends { id: number }>(
  resource: ResourceDefinition<Row>,
  alias: string,
  change: string,
): string {
  const extra = (resource.event ?? []).map((name) => `, '${name}', ${alias}.${name}`).join('');
  return `jsonb_build_object('id', ${alias}.id, 'change', ${change}, 'version', ${alias}.version, 'by', $1::int${extra})`;
}

/** SQL of the salt under which the audit log keeps what a change says of people; null where it says nothing of any. */
export function valuesSalt<Row extends { id: number }>({ personal }: ResourceDefinition<Row>): string {
  return personal ? 'gen_random_uuid()' : 'null::uuid';
}
