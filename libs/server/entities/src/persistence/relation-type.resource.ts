import { type RelationTypeInfo } from '@bureau/contracts';
import { type ListDefinition, type ResourceDefinition } from '@bureau/platform';

const RETURNED = [
  'id',
  'name',
  'title',
  'inverse_title',
  'description',
  'is_symmetric',
  'self_allowed',
  'cycles_allowed',
  'version',
  'created_at',
  'updated_at',
] as const;

/** How types of relations are written. */
export const RELATION_TYPE_RESOURCE: ResourceDefinition<RelationTypeInfo> = {
  type: 'relation_type',
  table: 'relation_types',
  columns: {
    name: { type: 'text' },
    title: { type: 'text' },
    inverse_title: { type: 'text' },
    description: { type: 'text' },
    is_symmetric: { type: 'boolean', default: 'false' },
    self_allowed: { type: 'boolean', default: 'false' },
    cycles_allowed: { type: 'boolean', default: 'true' },
  },
  returning: RETURNED,
  event: ['name'],
};

export const RELATION_TYPE_LIST: ListDefinition = {
  name: 'relation_types',
  from: 'relation_types e',
  select: RETURNED.map((column) => `e.${column}`),
  columns: {
    id: { sql: 'e.id', type: 'int', sort: true },
    name: { sql: 'e.name', type: 'text', sort: 'e.name collate "und-x-icu"' },
    title: { sql: 'e.title', type: 'text', sort: 'e.title collate "und-x-icu"' },
    is_symmetric: { sql: 'e.is_symmetric', type: 'boolean' },
    self_allowed: { sql: 'e.self_allowed', type: 'boolean' },
    cycles_allowed: { sql: 'e.cycles_allowed', type: 'boolean' },
    created_at: { sql: 'e.created_at', type: 'timestamptz', sort: true },
    updated_at: { sql: 'e.updated_at', type: 'timestamptz', sort: true },
  },
};
