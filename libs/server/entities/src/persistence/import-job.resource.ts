import { IMPORT_STATUSES, type ImportJob } from '@bureau/contracts';
import { type ListDefinition, type ResourceDefinition } from '@bureau/platform';

/** How imports are written. How far one has come is no change of it that anybody would audit. */
export const IMPORT_RESOURCE: ResourceDefinition<ImportJob> = {
  type: 'import_job',
  table: 'import_jobs',
  columns: {
    status: { type: 'text', default: `'queued'` },
    file_name: { type: 'text' },
    format: { type: 'text', default: `'csv'` },
    encoding: { type: 'text', default: `'utf-8'` },
    content_hash: { type: 'text' },
    name_column: { type: 'text' },
    plan: { type: 'jsonb' },
    phase: { type: 'text', internal: true },
    rows_read: { type: 'int', default: '0', internal: true },
    rows_total: { type: 'int', internal: true },
    rows_settled: { type: 'int', default: '0', internal: true },
    rows_created: { type: 'int', default: '0', internal: true },
    rows_updated: { type: 'int', default: '0', internal: true },
    rows_unchanged: { type: 'int', default: '0', internal: true },
    rows_failed: { type: 'int', default: '0', internal: true },
    errors: { type: 'jsonb', default: `'[]'`, internal: true },
    error: { type: 'text' },
    change_set_id: { type: 'bigint', internal: true },
    requested_by: { type: 'int' },
    lease_epoch: { type: 'int', default: '0', internal: true },
    lease_expires_at: { type: 'timestamptz', internal: true },
    finished_at: { type: 'timestamptz' },
  },
  returning: [
    'id',
    'status',
    'file_name',
    'format',
    'phase',
    'rows_read',
    'rows_total',
    'rows_created',
    'rows_updated',
    'rows_unchanged',
    'rows_failed',
    'errors',
    'error',
    'plan',
    'change_set_id',
    'requested_by',
    'created_at',
    'finished_at',
    'version',
  ],
  event: [
    'status',
    'requested_by',
    'file_name',
    'phase',
    'rows_read',
    'rows_total',
    'rows_created',
    'rows_updated',
    'rows_unchanged',
    'rows_failed',
  ],
};

/** As one import is read. */
export const IMPORT_COLUMNS = IMPORT_RESOURCE.returning.map((column) => `e.${column}`).join(', ');

/** Errors of an import that a list shows; the import itself has more. */
const FIRST_ERRORS = `jsonb_path_query_array(e.errors, '$[0 to 99]') as errors`;

export const IMPORT_LIST: ListDefinition = {
  name: 'imports',
  from: 'import_jobs e',
  select: IMPORT_RESOURCE.returning.map((column) => (column === 'errors' ? FIRST_ERRORS : `e.${column}`)),
  columns: {
    id: { sql: 'e.id', type: 'bigint', sort: true },
    status: { sql: 'e.status', type: 'text', values: IMPORT_STATUSES },
    created_at: { sql: 'e.created_at', type: 'timestamptz', sort: true },
    finished_at: { sql: 'e.finished_at', type: 'timestamptz', nullable: true, sort: true },
  },
};
