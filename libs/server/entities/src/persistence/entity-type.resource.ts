import { type EntityType } from '@bureau/contracts';
import { type ListDefinition, type ResourceDefinition } from '@bureau/platform';

const RETURNED = [
  'id',
  'name',
  'title',
  'description',
  'schema',
  'version',
  'created_at',
  'updated_at',
] as const;

/** How types of records are written. */
export const ENTITY_TYPE_RESOURCE: ResourceDefinition<EntityType> = {
  type: 'entity_type',
  table: 'entity_types',
  columns: {
    name: { type: 'text' },
    title: { type: 'text' },
    description: { type: 'text' },
    schema: { type: 'jsonb', default: `'{}'` },
  },
  returning: RETURNED,
  event: ['name'],
};

export const ENTITY_TYPE_LIST: ListDefinition = {
  name: 'entity_types',
  from: 'entity_types e',
  select: RETURNED.map((column) => `e.${column}`),
  columns: {
    id: { sql: 'e.id', type: 'int', sort: true },
    name: { sql: 'e.name', type: 'text', sort: 'e.name collate "und-x-icu"' },
    title: { sql: 'e.title', type: 'text', sort: 'e.title collate "und-x-icu"' },
    created_at: { sql: 'e.created_at', type: 'timestamptz', sort: true },
    updated_at: { sql: 'e.updated_at', type: 'timestamptz', sort: true },
  },
};
