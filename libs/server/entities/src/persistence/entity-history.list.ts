import { type ListDefinition, outputName } from '@bureau/platform';

const COLUMNS = [
  'e.id',
  'e.timestamp',
  'e.action',
  'e.entity_version',
  'e.old_values',
  'e.new_values',
  'e.user_id',
  'e.actor_type',
  'e.actor_name',
  'e.approved_by',
  'e.agent_task_id',
  'e.change_set_id',
];

/** A record's own audit rows, as those see them who may see the record. */
export const HISTORY_LIST: ListDefinition = {
  name: 'entity_history',
  from: 'audit_logs e',
  select: COLUMNS,
  fields: [...COLUMNS.map(outputName).filter((name) => !name.startsWith('actor_')), 'actor'],
  columns: {
    id: { sql: 'e.id', type: 'bigint', sort: true },
    action: { sql: 'e.action', type: 'text' },
    entity_version: { sql: 'e.entity_version', type: 'int', nullable: true },
    user_id: { sql: 'e.user_id', type: 'int', nullable: true },
  },
};
