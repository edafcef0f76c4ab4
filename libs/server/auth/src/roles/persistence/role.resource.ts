import { type RoleRecord } from '@bureau/contracts';
import { type ListDefinition, type ResourceDefinition } from '@bureau/platform';

/** How roles are written. The event makes every process forget what it knew of anybody's rights. */
export const ROLE_RESOURCE: ResourceDefinition<RoleRecord> = {
  type: 'role',
  table: 'roles',
  columns: {
    name: { type: 'text' },
    description: { type: 'text' },
    permissions: { type: 'text[]', default: `'{}'` },
    rules: { type: 'jsonb', default: `'[]'` },
    built_in: { type: 'boolean', default: 'false' },
  },
  returning: [
    'id',
    'name',
    'description',
    'permissions',
    'rules',
    'built_in',
    'version',
    'created_at',
    'updated_at',
  ],
  event: ['name'],
};

export const ROLE_LIST: ListDefinition = {
  name: 'roles',
  from: 'roles e',
  select: ROLE_RESOURCE.returning.map((column) => `e.${column}`),
  columns: {
    id: { sql: 'e.id', type: 'int', sort: true },
    name: { sql: 'e.name', type: 'text', sort: true },
    built_in: { sql: 'e.built_in', type: 'boolean' },
    created_at: { sql: 'e.created_at', type: 'timestamptz', sort: true },
    updated_at: { sql: 'e.updated_at', type: 'timestamptz', sort: true },
  },
  sort: 'id',
};
