import { type AuditLog } from '@bureau/contracts';

export function anAuditLog(change: Partial<AuditLog> = {}): AuditLog {
  return {
    id: 5,
    timestamp: '2026-11-22T10:00:00.000Z',
    user_id: 3,
    action: 'entity.update',
    entity_type: 'entity',
    entity_id: 7,
    entity_version: 2,
    old_values: { status: 'draft' },
    new_values: { status: 'active' },
    outcome: 'success',
    reason: null,
    actor: { type: 'user', id: '3', name: 'Ana Ivanova' },
    on_behalf_of: null,
    approved_by: null,
    session_id: 1,
    request_id: 'r-1',
    agent_task_id: null,
    change_set_id: null,
    ip: '127.0.0.1',
    user_agent: null,
    ...change,
  };
}
