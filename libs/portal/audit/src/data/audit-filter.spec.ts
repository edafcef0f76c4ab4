import { auditQuery, setFilters } from './audit-filter';

describe('audit filters', () => {
  it('become the query of the list', () => {
    expect(auditQuery({ action: 'entity.update', outcome: 'refused', user_id: '3' })).toEqual({
      action: 'entity.update',
      outcome: 'refused',
      user_id: '3',
      'timestamp[gte]': null,
      'timestamp[lt]': null,
      count: 'capped',
    });
  });

  it('find all actions on a resource', () => {
    expect(auditQuery({ action: 'entity.*' })).toMatchObject({ 'action[like]': 'entity.%' });
  });

  it('take whole days in the reader’s zone', () => {
    const query = auditQuery({ from: '2026-11-22', to: '2026-11-22' });

    expect(query['timestamp[gte]']).toBe(new Date(2026, 10, 22).toISOString());
    expect(query['timestamp[lt]']).toBe(new Date(2026, 10, 23).toISOString());
  });

  it('find by who acted, and by session, request and times', () => {
    const filter = { actor_type: 'agent', actor_name: 'curator', session_id: '4', request_id: 'r-1' };
    expect(auditQuery({ ...filter, from: '2026-11-22T09:00:00Z' })).toMatchObject({
      'actor.type': 'agent',
      'actor.name': 'curator',
      session_id: '4',
      request_id: 'r-1',
      'timestamp[gte]': '2026-11-22T09:00:00.000Z',
    });
    expect(auditQuery(filter)).not.toHaveProperty('actor_type');
  });

  it('leave out a day that is none', () => {
    expect(auditQuery({ from: 'yesterday' })['timestamp[gte]']).toBeNull();
  });

  it('are shown only where they are set', () => {
    expect(setFilters({ action: '', entity_id: '7', to: undefined })).toEqual([
      { name: 'entity_id', value: '7' },
    ]);
  });
});
