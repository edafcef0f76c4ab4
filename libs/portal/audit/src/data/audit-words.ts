import { type AuditLog, type JsonValue } from '@bureau/contracts';
import { fieldName } from '@bureau/portal-ui';
import { type AuditFilterName } from './audit-filter';

const RESOURCE_WORDS: Readonly<Record<string, string>> = {
  entity: 'record',
  entity_relation: 'relation',
  agent_task: 'task',
  change_set: 'change set',
  import_job: 'import',
  escalation: 'escalation',
  notification: 'notification',
  user: 'person',
  session: 'session',
  agent: 'agent',
  role: 'role',
  api_key: 'API key',
  entity_type: 'record type',
  relation_type: 'relation type',
  audit_log: 'audit log',
};

/** What stands in place of a person's data that was erased. */
const ERASED = '[erased]';

const FILTER_WORDS: Readonly<Partial<Record<AuditFilterName, string>>> = {
  entity_type: 'What',
  entity_id: 'Its id',
  actor_type: 'Kind of actor',
  actor_name: 'Actor',
  user_id: 'With the rights of person',
  approved_by: 'Approved by person',
  agent_task_id: 'Task',
  change_set_id: 'Change set',
  session_id: 'Session',
  request_id: 'Request',
  ip: 'Address',
};

/** A filter's name for people. */
export function filterWord(name: AuditFilterName): string {
  return FILTER_WORDS[name] ?? fieldName(name);
}

/** Was something taken out of this row because it named a person whose data was erased? */
export function isErased({ old_values, new_values }: Pick<AuditLog, 'old_values' | 'new_values'>): boolean {
  const holds = (value: JsonValue | undefined): boolean => value === ERASED;
  return [old_values, new_values].some((values) => Object.values(values ?? {}).some(holds));
}

/** The resource of an audit row for people: "record", "change set". */
export function resourceWord(type: string | null): string {
  return type === null ? '' : (RESOURCE_WORDS[type] ?? type.replaceAll('_', ' '));
}

/** The page of what an audit row is about; null where it has none. */
export function pageOf({
  entity_type,
  entity_id,
}: Pick<AuditLog, 'entity_type' | 'entity_id'>): string | null {
  if (entity_id === null) return null;
  switch (entity_type) {
    case 'entity':
      return `/records/${entity_id}`;
    case 'agent_task':
      return `/tasks/${entity_id}`;
    case 'change_set':
      return `/change-sets/${entity_id}`;
    case 'escalation':
      return `/escalations/${entity_id}`;
    case 'entity_type':
      return `/record-types/${entity_id}`;
    default:
      return null;
  }
}

/** The fields that a row changed, as a short list: "status, metadata and 2 more". */
export function changedFields({
  old_values,
  new_values,
}: Pick<AuditLog, 'old_values' | 'new_values'>): string {
  const fields = [...new Set([...Object.keys(old_values ?? {}), ...Object.keys(new_values ?? {})])];
  if (fields.length <= 3) return fields.join(', ');
  return `${fields.slice(0, 2).join(', ')} and ${fields.length - 2} more`;
}
