import { type SavedView } from '@bureau/contracts';
import { type ListDefinition, type ResourceDefinition } from '@bureau/platform';

/** A view as its table has it; readers add the name of its owner. */
export type ViewRow = Omit<SavedView, 'owner_name'>;

export const VIEW_RESOURCE: ResourceDefinition<ViewRow> = {
  type: 'view',
  table: 'views',
  columns: {
    owner_id: { type: 'int' },
    resource: { type: 'text' },
    name: { type: 'text' },
    query: { type: 'jsonb' },
    shared: { type: 'boolean', default: 'false' },
  },
  returning: ['id', 'resource', 'name', 'query', 'shared', 'owner_id', 'version', 'created_at', 'updated_at'],
};

export const VIEW_LIST: ListDefinition = {
  name: 'views',
  from: 'views e join users o on o.id = e.owner_id',
  select: [...VIEW_RESOURCE.returning.map((column) => `e.${column}`), 'o.full_name as owner_name'],
  columns: {
    id: { sql: 'e.id', type: 'bigint', sort: true },
    resource: { sql: 'e.resource', type: 'text' },
    name: { sql: 'e.name', type: 'text', sort: 'e.name collate "und-x-icu"' },
    shared: { sql: 'e.shared', type: 'boolean' },
    owner_id: { sql: 'e.owner_id', type: 'int' },
    created_at: { sql: 'e.created_at', type: 'timestamptz', sort: true },
    updated_at: { sql: 'e.updated_at', type: 'timestamptz', sort: true },
  },
};
