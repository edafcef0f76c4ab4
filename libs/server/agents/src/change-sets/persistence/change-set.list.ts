import { CHANGE_OPERATIONS, CHANGE_SET_STATUSES, RISKS } from '@bureau/contracts';
import { type ListDefinition } from '@bureau/platform';
import { CHANGE_SET_COLUMNS } from './change-set.resource';
import { DECISIONS_COLUMN } from './change-sets.repository';

/** Change sets, as somebody looks for them. */
export const CHANGE_SET_LIST: ListDefinition = {
  name: 'change_sets',
  from: 'change_sets e',
  select: [...CHANGE_SET_COLUMNS.map((name) => `e.${name}`), DECISIONS_COLUMN],
  fields: [...CHANGE_SET_COLUMNS.filter((name) => name !== 'approvals'), 'decisions'],
  columns: {
    id: { sql: 'e.id', type: 'bigint', sort: true },
    status: { sql: 'e.status', type: 'text', values: CHANGE_SET_STATUSES, sort: true },
    risk: { sql: 'e.risk', type: 'text', values: RISKS },
    title: { sql: 'e.title', type: 'text' },
    agent: { sql: 'e.agent', type: 'text', nullable: true },
    agent_task_id: { sql: 'e.agent_task_id', type: 'bigint', nullable: true },
    created_by: { sql: 'e.created_by', type: 'int' },
    decided_by: { sql: 'e.decided_by', type: 'int', nullable: true },
    delegated_to: { sql: 'e.delegated_to', type: 'int', nullable: true },
    reverts_task_id: { sql: 'e.reverts_task_id', type: 'bigint', nullable: true },
    reverts_id: { sql: 'e.reverts_id', type: 'bigint', nullable: true },
    item_count: { sql: 'e.item_count', type: 'int', sort: true },
    expires_at: { sql: 'e.expires_at', type: 'timestamptz', sort: true },
    created_at: { sql: 'e.created_at', type: 'timestamptz', sort: true },
    committed_at: { sql: 'e.committed_at', type: 'timestamptz', nullable: true, sort: true },
  },
};

/** Items of one set, in their order. */
export const CHANGE_SET_ITEM_LIST: ListDefinition = {
  name: 'change_set_items',
  from: 'change_set_items e',
  select: [
    'e.id',
    'e.operation',
    'e.entity_id',
    'e.entity_name',
    'e.base_version',
    'e.changes',
    'e.reason',
    'e.evidence',
    'e.decision',
  ],
  columns: {
    id: { sql: 'e.id', type: 'bigint', sort: true },
    operation: { sql: 'e.operation', type: 'text', values: CHANGE_OPERATIONS },
    entity_id: { sql: 'e.entity_id', type: 'bigint', nullable: true },
    entity_name: { sql: 'e.entity_name', type: 'text', nullable: true },
    decision: { sql: 'e.decision', type: 'text', values: ['approve', 'reject'], nullable: true },
  },
  sort: 'id',
};
