import { type AuditLog } from '@bureau/contracts';
import { type HttpClient, testApp, type TestApp } from '@bureau/testing';
import { AuditHttpModule } from '../audit-http.module';

describe('the audit log over HTTP', () => {
  let test: TestApp;
  let operator: HttpClient;
  let ids: number[];

  beforeAll(async () => {
    test = await testApp([AuditHttpModule]);
    operator = (await test.signIn('operator')).http;
    const rows = await test.database.sql<{ id: number }>(
      `insert into audit_logs (action, entity_type, entity_id, entity_version, old_values, new_values, outcome, reason, user_id,
         actor_type, actor_id, actor_name, on_behalf_of, approved_by, session_id, request_id, agent_task_id, change_set_id, ip, user_agent)
       values ('entity.update', 'entity', 7, 2, '{"status": "draft"}', '{"status": "active"}', 'success', null, 1, 'agent', 'curator', 'Curator', 1, 2, 3, 'req-1', 4, 5, '10.0.0.9', 'curl/8'),
              ('entity.create', 'entity', 7, 1, null, '{"name": "Seven"}', 'success', null, 1, 'user', '1', 'Ana', null, null, 3, 'req-2', null, null, '::1', null),
              ('entity.update', 'entity', 8, null, null, null, 'refused', 'no right', 2, 'user', '2', 'Ben', null, null, null, 'req-3', null, null, null, null)
       returning id`,
    );
    ids = rows.map((row) => Number(row.id));
  });
  afterAll(() => test.close());

  const found = async (query: string) =>
    (await operator.get<AuditLog[]>(`/audit-logs?${query}`)).body.map((row) => row.id);

  it('shows rows newest first in the shape of the contract', async () => {
    const { status, body } = await operator.get<AuditLog[]>('/audit-logs?entity_type=entity');
    expect(status).toBe(200);
    expect(body.map((row) => row.id)).toEqual([...ids].reverse());
    expect(body[2]).toEqual({
      id: ids[0],
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      user_id: 1,
      action: 'entity.update',
      entity_type: 'entity',
      entity_id: 7,
      entity_version: 2,
      old_values: { status: 'draft' },
      new_values: { status: 'active' },
      outcome: 'success',
      reason: null,
      actor: { type: 'agent', id: 'curator', name: 'Curator' },
      on_behalf_of: 1,
      approved_by: 2,
      session_id: 3,
      request_id: 'req-1',
      agent_task_id: 4,
      change_set_id: 5,
      ip: '10.0.0.9',
      user_agent: 'curl/8',
    });
  });

  it.each([
    ['user_id=2', [2]],
    ['action=entity.create', [1]],
    ['action[like]=entity.%25', [2, 1, 0]],
    ['entity_type=entity&entity_id=7', [1, 0]],
    ['entity_version[gte]=2', [0]],
    ['old_values.status=draft', [0]],
    ['new_values.name[like]=sev', [1]],
    ['outcome=refused', [2]],
    ['reason[is_null]=false', [2]],
    ['actor.type=agent', [0]],
    ['actor.id=2', [2]],
    ['actor.name=Ana', [1]],
    ['on_behalf_of=1', [0]],
    ['approved_by=2', [0]],
    ['session_id=3', [1, 0]],
    ['request_id=req-3', [2]],
    ['agent_task_id=4', [0]],
    ['change_set_id=5', [0]],
    ['ip=10.0.0.9', [0]],
    ['user_agent[like]=curl', [0]],
    ['timestamp[lt]=2000-01-01', []],
    ['entity_type=entity&sort=id', [0, 1, 2]],
  ])('filters by %s', async (query, places) => {
    expect(await found(query)).toEqual(places.map((place) => ids[place]));
  });

  it('pages by cursor', async () => {
    const first = await operator.get<AuditLog[]>('/audit-logs?entity_type=entity&limit=2&count=exact');
    expect([first.body.length, first.headers.get('x-total-count')]).toEqual([2, '3']);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const rest = await operator.get<AuditLog[]>(next.replace('/api/v1', ''));
    expect(rest.body.map((row) => row.id)).toEqual([ids[0]]);
    expect(rest.headers.get('link')).not.toContain('rel="next"');
  });

  it('shows one row, and 404 for none', async () => {
    expect((await operator.get<AuditLog>(`/audit-logs/${ids[1]}`)).body.action).toBe('entity.create');
    expect((await operator.get('/audit-logs/999999')).status).toBe(404);
  });

  it('refuses an unknown field', async () => {
    expect((await operator.get('/audit-logs?colour=red')).status).toBe(400);
    expect((await operator.get('/audit-logs?xid=1')).status).toBe(400);
  });

  it('is closed to those without the permission, and has no way to write', async () => {
    for (const role of ['user', 'guest'] as const) {
      const { http } = await test.signIn(role);
      expect((await http.get('/audit-logs')).status).toBe(403);
      expect((await http.get(`/audit-logs/${ids[0]}`)).status).toBe(403);
    }
    expect((await test.anonymous.get('/audit-logs')).status).toBe(401);
    const { http: admin } = await test.signIn('admin');
    expect((await admin.post('/audit-logs', {})).status).toBe(405);
    expect((await admin.delete(`/audit-logs/${ids[0]}`)).status).toBe(405);
    await expect(test.database.sql('delete from audit_logs')).rejects.toThrow('append-only');
  });
});
