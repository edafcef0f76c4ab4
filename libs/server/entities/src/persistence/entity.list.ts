import { ENTITY_INCLUDES, ENTITY_STATUSES } from '@bureau/contracts';
import { type ListDefinition, type SqlRule } from '@bureau/platform';
import { ENTITY_RESOURCE } from './entity.resource';

/** What lists of records may be filtered, sorted and searched by. */
export const ENTITY_LIST: ListDefinition = {
  name: 'entities',
  from: 'entities e',
  select: ENTITY_RESOURCE.returning.map((column) => `e.${column}`),
  columns: {
    id: { sql: 'e.id', type: 'bigint', sort: true },
    name: { sql: 'e.name', type: 'text', sort: 'e.name collate "und-x-icu"' },
    description: { sql: 'e.description', type: 'text', nullable: true },
    status: { sql: 'e.status', type: 'text', values: ENTITY_STATUSES, sort: true },
    type: { sql: 'e.type', type: 'text', nullable: true, sort: true },
    owner_id: { sql: 'e.owner_id', type: 'int', nullable: true, sort: true },
    version: { sql: 'e.version', type: 'int' },
    created_at: { sql: 'e.created_at', type: 'timestamptz', sort: true },
    updated_at: { sql: 'e.updated_at', type: 'timestamptz', sort: true },
  },
  json: { metadata: { sql: 'e.metadata', sort: true } },
  search: `to_tsvector('simple', e.name || ' ' || coalesce(e.description, ''))`,
  searchText: `e.name || ' ' || coalesce(e.description, '')`,
  rank: `setweight(to_tsvector('simple', e.name), 'A') || setweight(to_tsvector('simple', coalesce(e.description, '')), 'C')`,
  flags: ['trash', 'unreviewed'],
  includes: ENTITY_INCLUDES,
};

/** The same for records in the trash, which say since when they are there. */
export const TRASH_LIST: ListDefinition = {
  ...ENTITY_LIST,
  name: 'trashed_entities',
  select: [...ENTITY_LIST.select, 'e.deleted_at'],
};

export const LIVE: SqlRule = { text: 'e.deleted_at is null', values: [] };
export const TRASHED: SqlRule = { text: 'e.deleted_at is not null', values: [] };

/** Fields of it were written by an agent, and nobody has looked at them. @param alias of the table itself */
export function waitingForReview(alias: string): SqlRule {
  return { text: `${alias}.unreviewed is not null`, values: [] };
}
