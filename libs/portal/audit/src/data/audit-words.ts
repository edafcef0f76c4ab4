import { type AuditLog } from '@bureau/contracts';

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
};

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
