import { API_KEY_MODES, type ApiKey } from '@bureau/contracts';
import { type ListDefinition, type ResourceDefinition } from '@bureau/platform';

const SHOWN = [
  'id',
  'name',
  'prefix',
  'mode',
  'scopes',
  'expires_at',
  'last_used_at',
  'last_used_ip',
  'created_by',
  'owner_id',
  'revoked_at',
  'version',
  'created_at',
  'updated_at',
] as const;

/** How keys are written; not even the hash of a secret leaves a trace. */
export const API_KEY_RESOURCE: ResourceDefinition<ApiKey> = {
  type: 'api_key',
  table: 'api_keys',
  columns: {
    name: { type: 'text' },
    prefix: { type: 'text' },
    secret_hash: { type: 'text', secret: true },
    mode: { type: 'text', default: `'direct'` },
    scopes: { type: 'jsonb' },
    expires_at: { type: 'timestamptz' },
    created_by: { type: 'int' },
    owner_id: { type: 'int' },
    revoked_at: { type: 'timestamptz' },
    last_used_at: { type: 'timestamptz', internal: true },
    last_used_ip: { type: 'inet', internal: true },
  },
  returning: SHOWN,
};

export const API_KEY_LIST: ListDefinition = {
  name: 'api_keys',
  from: 'api_keys e',
  select: SHOWN.map((column) => `e.${column}`),
  columns: {
    id: { sql: 'e.id', type: 'bigint', sort: true },
    name: { sql: 'e.name', type: 'text', sort: true },
    prefix: { sql: 'e.prefix', type: 'text' },
    mode: { sql: 'e.mode', type: 'text', values: API_KEY_MODES },
    created_by: { sql: 'e.created_by', type: 'int' },
    owner_id: { sql: 'e.owner_id', type: 'int' },
    expires_at: { sql: 'e.expires_at', type: 'timestamptz', nullable: true, sort: true },
    last_used_at: { sql: 'e.last_used_at', type: 'timestamptz', nullable: true, sort: true },
    revoked_at: { sql: 'e.revoked_at', type: 'timestamptz', nullable: true, sort: true },
    created_at: { sql: 'e.created_at', type: 'timestamptz', sort: true },
  },
};
