import { IMPORT_STATUSES, type ImportJob } from '@bureau/contracts';
import { type ListDefinition, type ResourceDefinition } from '@bureau/platform';

/** How imports are written. How far one has come is no change of it that anybody would audit. */
export const IMPORT_RESOURCE: ResourceDefinition<ImportJob> = {
  type: 'import_job',
  table: 'import_jobs',
  columns: {
    status: { type: 'text', default: `'queued'` },
    file_name: { type: 'text' },
    name_column: { type: 'text' },
    rows_read: { type: 'int', default: '0', internal: true },
    rows_created: { type: 'int', default: '0', internal: true },
    rows_failed: { type: 'int', default: '0', internal: true },
    errors: { type: 'jsonb', default: `'[]'`, internal: true },
    error: { type: 'text' },
    requested_by: { type: 'int' },
    lease_epoch: { type: 'int', default: '0', internal: true },
    lease_expires_at: { type: 'timestamptz', internal: true },
    finished_at: { type: 'timestamptz' },
  },
  returning: [
    'id',
    'status',
    'file_name',
    'rows_read',
    'rows_created',
    'rows_failed',
    'errors',
    'error',
    'requested_by',
    'created_at',
    'finished_at',
    'version',
  ],
  event: ['status', 'requested_by', 'file_name', 'rows_created', 'rows_failed'],
};

export const IMPORT_LIST: ListDefinition = {
  name: 'imports',
  from: 'import_jobs e',
  select: IMPORT_RESOURCE.returning.map((column) => `e.${column}`),
  columns: {
    id: { sql: 'e.id', type: 'bigint', sort: true },
    status: { sql: 'e.status', type: 'text', values: IMPORT_STATUSES },
    created_at: { sql: 'e.created_at', type: 'timestamptz', sort: true },
    finished_at: { sql: 'e.finished_at', type: 'timestamptz', nullable: true, sort: true },
  },
};
