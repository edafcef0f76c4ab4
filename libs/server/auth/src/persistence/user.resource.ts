import { type User } from '@bureau/contracts';
import { type ListDefinition, type ResourceDefinition } from '@bureau/platform';

const SHOWN = [
  'id',
  'email',
  'full_name',
  'role',
  'is_active',
  'version',
  'created_at',
  'updated_at',
] as const;

/** How accounts are written; a password leaves no trace but that it changed. */
export const USER_RESOURCE: ResourceDefinition<User> = {
  type: 'user',
  table: 'users',
  columns: {
    email: { type: 'text' },
    hashed_password: { type: 'text', secret: true },
    full_name: { type: 'text' },
    role: { type: 'text' },
    is_active: { type: 'boolean', default: 'true' },
  },
  returning: SHOWN,
  event: ['role', 'is_active'],
  personal: true,
};

export const USER_LIST: ListDefinition = {
  name: 'users',
  from: 'users e',
  select: SHOWN.map((column) => `e.${column}`),
  columns: {
    id: { sql: 'e.id', type: 'int', sort: true },
    email: { sql: 'lower(e.email)', type: 'text', sort: true },
    full_name: { sql: 'e.full_name', type: 'text', sort: true },
    role: { sql: 'e.role', type: 'text' },
    is_active: { sql: 'e.is_active', type: 'boolean' },
    created_at: { sql: 'e.created_at', type: 'timestamptz', sort: true },
    updated_at: { sql: 'e.updated_at', type: 'timestamptz', sort: true },
  },
};
