import { AGENT_TASK_STATUSES } from '@bureau/contracts';
import { type ListDefinition } from '@bureau/platform';
import { AGENT_TASK_RESOURCE } from './agent-task.resource';

/** What lists of tasks may be filtered and sorted by. */
export const AGENT_TASK_LIST: ListDefinition = {
  name: 'agent_tasks',
  from: 'agent_tasks e',
  select: AGENT_TASK_RESOURCE.returning.map((column) => `e.${column}`),
  fields: [
    'id',
    'status',
    'input',
    'agent',
    'entity_ids',
    'priority',
    'result',
    'error',
    'usage',
    'attempts',
    'model',
    'conversation_id',
    'parent_id',
    'part',
    'requested_by',
    'created_at',
    'started_at',
    'finished_at',
    'version',
  ],
  columns: {
    id: { sql: 'e.id', type: 'bigint', sort: true },
    status: { sql: 'e.status', type: 'text', values: AGENT_TASK_STATUSES },
    input: { sql: 'e.input', type: 'text' },
    agent: { sql: 'e.agent', type: 'text', nullable: true },
    priority: { sql: 'e.priority', type: 'int', sort: true },
    conversation_id: { sql: 'e.conversation_id', type: 'bigint', nullable: true },
    parent_id: { sql: 'e.parent_id', type: 'bigint', nullable: true },
    part: { sql: 'e.part', type: 'int', nullable: true, sort: true },
    requested_by: { sql: 'e.requested_by', type: 'int' },
    created_at: { sql: 'e.created_at', type: 'timestamptz', sort: true },
    started_at: { sql: 'e.started_at', type: 'timestamptz', nullable: true, sort: true },
    finished_at: { sql: 'e.finished_at', type: 'timestamptz', nullable: true, sort: true },
  },
};
