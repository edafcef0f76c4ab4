import { type EntityRelation } from '@bureau/contracts';
import { type ListDefinition, type ResourceDefinition } from '@bureau/platform';

/** A relation as its table has it; lists add the names of both ends. */
export type RelationRow = Omit<EntityRelation, 'source_name' | 'target_name'> & { version: number };

/** How relations are written; change sets go through it as well. */
export const RELATION_RESOURCE: ResourceDefinition<RelationRow> = {
  type: 'entity_relation',
  table: 'entity_relations',
  columns: {
    source_id: { type: 'bigint' },
    target_id: { type: 'bigint' },
    relation_type: { type: 'text' },
    metadata: { type: 'jsonb', default: `'{}'` },
  },
  returning: ['id', 'source_id', 'target_id', 'relation_type', 'metadata', 'version', 'created_at'],
  event: ['source_id', 'target_id', 'relation_type'],
};

/** Relations whose two ends are both outside of the trash. */
export const RELATION_LIST: ListDefinition = {
  name: 'entity_relations',
  from: `entity_relations e
    join entities s on s.id = e.source_id and s.deleted_at is null
    join entities t on t.id = e.target_id and t.deleted_at is null`,
  select: [
    ...RELATION_RESOURCE.returning.map((column) => `e.${column}`),
    's.name as source_name',
    't.name as target_name',
  ],
  columns: {
    id: { sql: 'e.id', type: 'bigint', sort: true },
    source_id: { sql: 'e.source_id', type: 'bigint' },
    target_id: { sql: 'e.target_id', type: 'bigint' },
    relation_type: { sql: 'e.relation_type', type: 'text', sort: true },
    created_at: { sql: 'e.created_at', type: 'timestamptz', sort: true },
  },
};
