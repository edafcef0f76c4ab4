import { ESCALATION_KINDS, ESCALATION_STATUSES } from '@bureau/contracts';
import { type ListDefinition } from '@bureau/platform';
import { ESCALATION_COLUMNS } from './escalation.resource';

/** Escalations, as somebody looks for them. */
export const ESCALATION_LIST: ListDefinition = {
  name: 'escalations',
  from: 'escalations e',
  select: ESCALATION_COLUMNS.map((name) => `e.${name}`),
  columns: {
    id: { sql: 'e.id', type: 'bigint', sort: true },
    kind: { sql: 'e.kind', type: 'text', values: ESCALATION_KINDS },
    status: { sql: 'e.status', type: 'text', values: ESCALATION_STATUSES, sort: true },
    agent_task_id: { sql: 'e.agent_task_id', type: 'bigint' },
    change_set_id: { sql: 'e.change_set_id', type: 'bigint', nullable: true },
    assigned_to: { sql: 'e.assigned_to', type: 'int' },
    assigned_role: { sql: 'e.assigned_role', type: 'text', nullable: true },
    delegated_to: { sql: 'e.delegated_to', type: 'int', nullable: true },
    decided_by: { sql: 'e.decided_by', type: 'int', nullable: true },
    decision: { sql: 'e.decision', type: 'text', nullable: true },
    due_at: { sql: 'e.due_at', type: 'timestamptz', sort: true },
    created_at: { sql: 'e.created_at', type: 'timestamptz', sort: true },
  },
};
