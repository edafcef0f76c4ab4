import { type AuditIntegrity, type AuditVerification } from '@bureau/contracts';

export function aVerification(change: Partial<AuditVerification> = {}): AuditVerification {
  return {
    id: 4,
    status: 'completed',
    intact: true,
    rows: 12_431,
    seals: 57,
    pending_rows: 0,
    checkpoints: 57,
    checkpoints_from: 1,
    erased_rows: 0,
    dropped_rows: 0,
    dropped_months: [],
    findings: [],
    finding_count: 0,
    error: null,
    requested_by: 3,
    created_at: '2026-11-22T09:13:50.000Z',
    started_at: '2026-11-22T09:13:51.000Z',
    finished_at: '2026-11-22T09:14:03.000Z',
    version: 3,
    ...change,
  };
}

export function anIntegrity(change: Partial<AuditIntegrity> = {}): AuditIntegrity {
  return {
    sealed_rows: 12_431,
    seals: 57,
    last_sealed_at: '2026-11-22T09:14:00.000Z',
    last: aVerification(),
    current: null,
    ...change,
  };
}
