import { type AgentTask } from '@bureau/contracts';
import { AgentOffice } from './testing/agent-office';

describe('a task with the offline model', () => {
  let office: AgentOffice;
  let user: Awaited<ReturnType<AgentOffice['signIn']>>;

  beforeAll(async () => {
    office = await AgentOffice.open();
    await office.hire();
    user = await office.signIn();
    await office.addRecords(
      { name: 'alpha-x', metadata: { section: 'net', homepage: 'https://a.example/' } },
      { name: 'beta-x', metadata: { section: 'net', homepage: 'http://a.example' } },
      { name: 'gamma', status: 'draft', metadata: { section: 'admin' } },
    );
  });
  afterAll(() => office.close());

  it('answers a question from what the tools counted', async () => {
    const task = await office.ask(user.http, 'How many records are there per section?');
    const done = await office.until(user.http, task.id, 'completed');
    expect(done.result).toContain('| net | 2 |');
    expect(done.result).toContain('offline model');
    expect(done).toMatchObject({
      agent: 'analyst',
      model: 'offline',
      attempts: 1,
      usage: { tool_calls: 1, cost: '0.000000' },
    });
    const events = await office.events(user.http, task.id);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(events.map(({ type }) => type)).toEqual([
      'task.status',
      'agent.started',
      'agent.started',
      'tool.started',
      'tool.finished',
      'message',
      'agent.finished',
      'task.status',
    ]);
  });

  it('proposes, waits for the decision, and tells what came of it', async () => {
    const task = await office.ask(
      user.http,
      'Set the status of every record whose name contains "-x" to inactive.',
    );
    await office.until(user.http, task.id, 'waiting_approval');
    const set = await office.proposalOf(user.http, task.id);
    expect(set).toMatchObject({
      status: 'proposed',
      agent: 'curator',
      created_by: user.user_id,
      item_count: 2,
    });
    expect(await office.sql(`select 1 from entities where status = 'inactive'`)).toEqual([]);

    const decision = await user.http.post(`/change-sets/${set.id}/decision`, { decision: 'approve' });
    expect(decision.status).toBe(200);
    const done = await office.until(user.http, task.id, 'completed');
    expect(done.result).toContain(`Change set ${set.id} was approved and **2 changes** committed`);
    expect(await office.sql(`select name from entities where status = 'inactive' order by name`)).toEqual([
      { name: 'alpha-x' },
      { name: 'beta-x' },
    ]);
    const audit = await office.sql(
      `select user_id, actor_type, actor_id, on_behalf_of, approved_by, agent_task_id from audit_logs where change_set_id = $1 and entity_type = 'entity'`,
      [set.id],
    );
    expect(audit).toHaveLength(2);
    expect(audit[0]).toMatchObject({
      user_id: user.user_id,
      actor_type: 'agent',
      actor_id: 'curator',
      on_behalf_of: user.user_id,
      approved_by: user.user_id,
    });
    const events = await office.events(user.http, task.id);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(events.filter(({ type }) => type === 'change_set.proposed')).toHaveLength(1);
  });

  it('says so when the proposal is rejected, with the reason', async () => {
    const task = await office.ask(user.http, 'Set the section of every draft record to "libs"');
    await office.until(user.http, task.id, 'waiting_approval');
    const set = await office.proposalOf(user.http, task.id);
    await user.http.post(`/change-sets/${set.id}/decision`, { decision: 'reject', reason: 'not now' });
    const done = await office.until(user.http, task.id, 'completed');
    expect(done.result).toContain('was rejected. Nothing was changed. The reason given: “not now”');
  });

  it('finds duplicates, relates records by name and summarises given ones', async () => {
    const duplicates = await office.ask(user.http, 'Find duplicates by homepage');
    expect((await office.until(user.http, duplicates.id, 'completed')).result).toContain('| a.example | 2 |');

    const relate = await office.ask(user.http, 'Relate "alpha-x" to "gamma" as depends_on');
    await office.until(user.http, relate.id, 'waiting_approval');
    const set = await office.proposalOf(user.http, relate.id);
    await user.http.post(`/change-sets/${set.id}/decision`, { decision: 'approve' });
    await office.until(user.http, relate.id, 'completed');
    const relations = await office.sql(`select relation_type from entity_relations`);
    expect(relations).toEqual([{ relation_type: 'depends_on' }]);

    const [record] = await office.sql<{ id: number }>(`select id from entities where name = 'alpha-x'`);
    const summary = await office.ask(user.http, 'Summarise the given records', {
      entity_ids: [Number(record?.id)],
    });
    expect((await office.until(user.http, summary.id, 'completed')).result).toContain('**alpha-x**');
  });

  it('splits several requests, one a line, among those whose trade they are, and puts the answers together', async () => {
    const task = await office.ask(
      user.http,
      'How many records are there per section?\nWrite a report "All" on: How many records are there?',
    );
    await office.until(user.http, task.id, 'waiting_input');
    const { body: parts } = await user.http.get<AgentTask[]>(`/agent-tasks?parent_id=${task.id}&sort=part`);
    expect(parts.map(({ agent }) => agent)).toEqual(['analyst', 'reporter']);
    const report = parts[1]?.id ?? 0;
    await office.until(user.http, report, 'waiting_approval');
    const set = await office.proposalOf(user.http, report);
    await user.http.post(`/change-sets/${set.id}/decision`, { decision: 'approve' });
    const done = await office.until(user.http, task.id, 'completed');
    expect(done.agent).toBe('dispatcher');
    expect(done.result).toContain('### 1. How many records are there per section?');
    expect(done.result).toContain('| net | 2 |');
    expect(done.result).toContain(`Change set ${set.id} was approved`);
    expect(await office.sql(`select name from entities where type = 'report'`)).toEqual([{ name: 'All' }]);
  });

  it('is accepted once under one idempotency key', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await user.http.post<AgentTask>(
      '/agent-tasks',
      { input: 'How many records are there?' },
      headers,
    );
    const second = await user.http.post<AgentTask>(
      '/agent-tasks',
      { input: 'How many records are there?' },
      headers,
    );
    expect(first.headers.get('location')).toBe(`/api/v1/agent-tasks/${first.body.id}`);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(second.body.id).toBe(first.body.id);
    await office.until(user.http, first.body.id, 'completed');
  });

  it('shows a task to its requester and to those who see all, and to nobody else', async () => {
    const task = await office.ask(user.http, 'How many records are there?');
    const [other, operator] = await Promise.all([office.signIn(), office.signIn('operator')]);
    for (const path of ['', '/events'])
      expect((await other.http.get(`/agent-tasks/${task.id}${path}`)).status).toBe(404);
    for (const action of ['cancel', 'retry'])
      expect((await other.http.post(`/agent-tasks/${task.id}/${action}`)).status).toBe(404);
    expect((await operator.http.get(`/agent-tasks/${task.id}`)).status).toBe(200);
    expect((await other.http.get<AgentTask[]>('/agent-tasks')).body).toEqual([]);
    const guest = await office.signIn('guest');
    expect((await guest.http.post('/agent-tasks', { input: 'x' })).status).toBe(403);
    await office.until(user.http, task.id, 'completed');
  });

  it.each([
    [{ input: '   ' }, '/input'],
    [{ input: 'x', agent: 'nobody' }, '/agent'],
    [{ input: 'x', entity_ids: [1, -2] }, '/entity_ids'],
    [{ input: 'x', priority: 11 }, '/priority'],
    [{ input: 'x', model: 'gpt' }, '/model'],
  ])('refuses %j', async (body, pointer) => {
    const { status, body: problem } = await user.http.post<{ errors: { pointer: string }[] }>(
      '/agent-tasks',
      body,
    );
    expect(status).toBe(400);
    expect(problem.errors.map((error) => error.pointer)).toContain(pointer);
  });
});
