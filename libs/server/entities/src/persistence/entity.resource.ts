import { type Entity } from '@bureau/contracts';
import { type ResourceDefinition } from '@bureau/platform';

/** How records are written; change sets and imports go through it as well. */
export const ENTITY_RESOURCE: ResourceDefinition<Entity> = {
  type: 'entity',
  table: 'entities',
  columns: {
    name: { type: 'text' },
    description: { type: 'text' },
    status: { type: 'text', default: `'active'` },
    type: { type: 'text' },
    metadata: { type: 'jsonb', default: `'{}'` },
    owner_id: { type: 'int' },
    unreviewed: { type: 'jsonb', internal: true },
  },
  returning: [
    'id',
    'name',
    'description',
    'status',
    'type',
    'metadata',
    'owner_id',
    'version',
    'created_at',
    'updated_at',
  ],
  trash: true,
  unreviewed: 'unreviewed',
};
