import { type AuditLog } from '@bureau/contracts';
import { auditCsv, CSV_TITLES } from './csv';

function row(change: Partial<AuditLog>): AuditLog {
  return {
    id: 1,
    timestamp: '2026-11-22T10:00:00.000Z',
    user_id: null,
    action: 'entity.update',
    entity_type: null,
    entity_id: null,
    entity_version: null,
    old_values: null,
    new_values: null,
    outcome: 'success',
    reason: null,
    actor: { type: 'user', id: null, name: null },
    on_behalf_of: null,
    approved_by: null,
    session_id: null,
    request_id: null,
    agent_task_id: null,
    change_set_id: null,
    ip: null,
    user_agent: null,
    ...change,
  };
}

describe('an audit row as CSV', () => {
  it('has a cell for every title', () => {
    const titles = CSV_TITLES.trimEnd().split(',');
    expect(titles.slice(0, 4)).toEqual(['id', 'timestamp', 'user_id', 'action']);
    expect(auditCsv(row({})).trimEnd().split(',')).toHaveLength(titles.length);
  });

  it('quotes what would end a cell, and ends its line', () => {
    const line = auditCsv(row({ reason: 'a "b", c\r\nd', new_values: { name: 'é' } }));
    expect(line).toContain(',"a ""b"", c\r\nd",');
    expect(line).toContain(',"{""name"":""é""}",');
    expect(line.endsWith('\r\n')).toBe(true);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('takes the formula out of %j', (reason) => {
    expect(auditCsv(row({ reason }))).toMatch(/,"?'/);
  });
});
