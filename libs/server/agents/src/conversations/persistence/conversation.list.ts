import { MESSAGE_ROLES } from '@bureau/contracts';
import { type ListDefinition } from '@bureau/platform';

/** What lists of conversations may be filtered and sorted by. */
export const CONVERSATION_LIST: ListDefinition = {
  name: 'conversations',
  from: 'conversations e',
  select: ['id', 'title', 'owner_id', 'version', 'created_at', 'updated_at'].map((column) => `e.${column}`),
  columns: {
    id: { sql: 'e.id', type: 'bigint', sort: true },
    title: { sql: 'e.title', type: 'text' },
    owner_id: { sql: 'e.owner_id', type: 'int' },
    created_at: { sql: 'e.created_at', type: 'timestamptz', sort: true },
    updated_at: { sql: 'e.updated_at', type: 'timestamptz', sort: true },
  },
};

/** What was said, oldest first: requests and answers of the conversation's tasks. */
export const MESSAGE_LIST: ListDefinition = {
  name: 'conversation_messages',
  from: 'conversation_messages e',
  select: ['id', 'conversation_id', 'task_id', 'role', 'agent', 'text', 'created_at'].map(
    (column) => `e.${column}`,
  ),
  sort: 'id',
  columns: {
    id: { sql: 'e.id', type: 'bigint', sort: true },
    task_id: { sql: 'e.task_id', type: 'bigint' },
    role: { sql: 'e.role', type: 'text', values: MESSAGE_ROLES },
    agent: { sql: 'e.agent', type: 'text', nullable: true },
    text: { sql: 'e.text', type: 'text' },
    created_at: { sql: 'e.created_at', type: 'timestamptz' },
  },
};
