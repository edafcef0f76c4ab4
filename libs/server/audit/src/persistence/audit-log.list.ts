import { ACTOR_TYPES } from '@bureau/contracts';
import { type ListColumn, type ListDefinition, outputName } from '@bureau/platform';

const OUTCOMES = ['success', 'refused', 'failed'] as const;

const text = (name: string): ListColumn => ({ sql: `e.${name}`, type: 'text', nullable: true });
const id = (name: string, type: 'int' | 'bigint' = 'bigint'): ListColumn => ({
  sql: `e.${name}`,
  type,
  nullable: true,
});

const COLUMNS = [
  'e.id',
  'e.timestamp',
  'e.user_id',
  'e.action',
  'e.entity_type',
  'e.entity_id',
  'e.entity_version',
  'e.old_values',
  'e.new_values',
  'e.outcome',
  'e.reason',
  'e.actor_type',
  'e.actor_id',
  'e.actor_name',
  'e.on_behalf_of',
  'e.approved_by',
  'e.session_id',
  'e.request_id',
  'e.agent_task_id',
  'e.change_set_id',
  'host(e.ip) as ip',
  'e.user_agent',
];

/** Every field of an audit row can be filtered by; the order is that of writing. */
export const AUDIT_LIST: ListDefinition = {
  name: 'audit_logs',
  from: 'audit_logs e',
  select: COLUMNS,
  fields: [...COLUMNS.map(outputName).filter((name) => !name.startsWith('actor_')), 'actor'],
  columns: {
    id: { sql: 'e.id', type: 'bigint', sort: true },
    timestamp: { sql: 'e.timestamp', type: 'timestamptz', sort: true },
    user_id: id('user_id', 'int'),
    action: { sql: 'e.action', type: 'text' },
    entity_type: text('entity_type'),
    entity_id: id('entity_id'),
    entity_version: id('entity_version', 'int'),
    outcome: { sql: 'e.outcome', type: 'text', values: OUTCOMES },
    reason: text('reason'),
    'actor.type': { sql: 'e.actor_type', type: 'text', values: ACTOR_TYPES },
    'actor.id': text('actor_id'),
    'actor.name': text('actor_name'),
    on_behalf_of: id('on_behalf_of', 'int'),
    approved_by: id('approved_by', 'int'),
    session_id: id('session_id'),
    request_id: text('request_id'),
    agent_task_id: id('agent_task_id'),
    change_set_id: id('change_set_id'),
    ip: { sql: 'e.ip', type: 'inet', nullable: true },
    user_agent: text('user_agent'),
  },
  skewed: true,
  json: { old_values: { sql: 'e.old_values' }, new_values: { sql: 'e.new_values' } },
};
