import { type AuditVerification } from '@bureau/contracts';
import { type ResourceDefinition } from '@bureau/platform';

/** How verifications are written. How far one has come is no change of it that anybody would audit. */
export const VERIFICATION_RESOURCE: ResourceDefinition<AuditVerification> = {
  type: 'audit_verification',
  table: 'audit_verifications',
  columns: {
    status: { type: 'text', default: `'queued'` },
    intact: { type: 'boolean' },
    rows: { type: 'bigint', default: '0', internal: true },
    seals: { type: 'bigint', default: '0', internal: true },
    pending_rows: { type: 'bigint', default: '0', internal: true },
    checkpoints: { type: 'bigint', default: '0', internal: true },
    checkpoints_from: { type: 'bigint', internal: true },
    findings: { type: 'jsonb', default: `'[]'` },
    finding_count: { type: 'int', default: '0' },
    error: { type: 'text' },
    requested_by: { type: 'int' },
    lease_epoch: { type: 'int', default: '0', internal: true },
    lease_expires_at: { type: 'timestamptz', internal: true },
    started_at: { type: 'timestamptz', internal: true },
    finished_at: { type: 'timestamptz', internal: true },
  },
  returning: [
    'id',
    'status',
    'intact',
    'rows',
    'seals',
    'pending_rows',
    'checkpoints',
    'checkpoints_from',
    'findings',
    'finding_count',
    'error',
    'requested_by',
    'created_at',
    'started_at',
    'finished_at',
    'version',
  ],
  event: ['status', 'intact'],
};
