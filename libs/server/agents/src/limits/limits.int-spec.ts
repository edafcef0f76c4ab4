import {
  type Agent,
  type AgentTask,
  type Escalation,
  type Problem,
  type TaskLimits,
} from '@bureau/contracts';
import { ScriptedLlm, text, toolCall } from '@bureau/testing';
import { AgentOffice } from '../testing/agent-office';

type Person = Awaited<ReturnType<AgentOffice['signIn']>>;

const PRICES = { input: 1_000, output: 5_000 }; // 0.2 dollars for each answer of the scripted model

describe('limits', () => {
  let llm: ScriptedLlm;
  let office: AgentOffice;
  let user: Person;
  let admin: Person;

  beforeAll(async () => {
    llm = await ScriptedLlm.start();
    office = await AgentOffice.open(undefined, {
      llm: { baseUrl: llm.baseUrl, apiKey: 'test', model: 'scripted', prices: PRICES },
      quotas: { dailyTokens: 1_000_000, dailyCost: 100, openTasks: 40, queuedTasks: 1_000 },
    });
    await office.hire();
    admin = await office.signIn('admin');
  });
  beforeEach(async () => {
    llm.reset();
    user = await office.signIn();
  });
  afterEach(() => office.sql('delete from agent_policies'));
  afterAll(async () => {
    await office.close();
    await llm.stop();
  });

  const loop = () => llm.respond((_request, n) => toolCall('search_records', { q: `look ${n}` }, `c${n}`));
  const escalationOf = async (taskId: number, person = user) => {
    const { body } = await person.http.get<Escalation[]>(`/escalations?agent_task_id=${taskId}&status=open`);
    if (body.length !== 1 || !body[0]) throw new Error(`task ${taskId} has ${body.length} open escalations`);
    return body[0];
  };
  const decide = (id: number, body: object, person = user) =>
    person.http.post<Problem>(`/escalations/${id}/decision`, body);
  const pauseAt = async (limits: Partial<TaskLimits>) => {
    const { id } = await office.ask(user.http, 'Work', { limits });
    await office.until(user.http, id, 'waiting_input');
    return { id, escalation: await escalationOf(id) };
  };
  const proposing = (changes: object[]) => {
    llm.say(toolCall('propose_changes', { title: 'Many', changes }, 'p'));
    llm.respond(() => text('Proposed.'));
  };

  it.each<[keyof TaskLimits, number, () => void]>([
    ['model_calls', 3, loop],
    ['tool_calls', 2, loop],
    ['tokens', 300, loop], // 120 an answer
    ['cost', 0.5, loop],
    [
      'records',
      1,
      () => proposing([1, 2].map((n) => ({ operation: 'create', set: [{ field: 'name', value: `n${n}` }] }))),
    ],
    [
      'fields',
      1,
      () =>
        proposing([
          {
            operation: 'create',
            set: [
              { field: 'name', value: 'n' },
              { field: 'status', value: 'draft' },
            ],
          },
        ]),
    ],
  ])('pauses a task at its limit of %s, and says so', async (limit, value, script) => {
    script();
    const { id, escalation } = await pauseAt({ [limit]: value });
    expect(escalation).toMatchObject({
      kind: 'limit',
      assigned_to: user.user_id,
      context: { limit, value, scope: 'task' },
    });
    const events = await office.events(user.http, id);
    expect(events.find(({ type }) => type === 'limit.reached')?.data).toMatchObject({ limit, value });
    expect(events.at(-1)).toMatchObject({ type: 'task.status', data: { status: 'waiting_input' } });
  });

  it('proposes nothing of a set that goes beyond a limit, and all of it once the limit is raised', async () => {
    const ids = await office.addRecords({ name: 'd1' }, { name: 'd2' });
    proposing(ids.map((entity_id) => ({ operation: 'delete', entity_id })));
    const { id, escalation } = await pauseAt({ deletes: 1 });
    expect(await office.sql('select 1 from change_sets where agent_task_id = $1', [id])).toEqual([]);
    expect((await decide(escalation.id, { decision: 'raise' })).status).toBe(200);
    const waiting = await office.until(user.http, id, 'waiting_approval');
    expect(waiting).toMatchObject({ limits: { deletes: 2 }, usage: { deletes: 2, records: 2 } });
    expect((await office.proposalOf(user.http, id)).items).toHaveLength(2);
    expect(llm.requests).toHaveLength(1);
  });

  it('counts time at work over all spells', async () => {
    llm.respond(() => text('Never reached.'));
    const [row] = await office.sql<{ id: number }>(
      `insert into agent_tasks (input, requested_by, limits, active_ms) values ('Slow', $1, '{"minutes": 5}', 300000) returning id`,
      [user.user_id],
    );
    const id = Number(row?.id);
    await office.until(user.http, id, 'waiting_input');
    expect((await escalationOf(id)).context).toMatchObject({ limit: 'minutes', value: 5 });
    expect(llm.requests).toEqual([]);
    await decide((await escalationOf(id)).id, { decision: 'raise', limits: { minutes: 6 } });
    const done = await office.until(user.http, id, 'completed');
    expect(done.usage.active_ms).toBeGreaterThan(300_000);
  });

  it('goes on from where it stopped once the limit is raised', async () => {
    loop();
    const { id, escalation } = await pauseAt({ model_calls: 2 });
    const low = await decide(escalation.id, { decision: 'raise', limits: { model_calls: 2 } });
    expect([low.status, low.body.errors?.[0]?.pointer]).toEqual([400, '/limits/model_calls']);
    llm.respond(() => text('Done after all.'));
    await decide(escalation.id, { decision: 'raise', limits: { model_calls: 3 } });
    const done = await office.until(user.http, id, 'completed');
    expect(done).toMatchObject({
      result: 'Done after all.',
      usage: { model_calls: 3, tool_calls: 2, cost: '0.600000' },
    });
    expect(llm.requests).toHaveLength(3);
  });

  it('finishes with what there is, and leaves open what was proposed', async () => {
    const [first] = await office.addRecords({ name: 'kept' });
    llm.say({
      kind: 'tools',
      text: 'Two things to do.',
      calls: [
        {
          id: 'a',
          name: 'propose_changes',
          args: {
            title: 'One',
            changes: [{ operation: 'update', entity_id: first, set: [{ field: 'status', value: 'draft' }] }],
          },
        },
      ],
    });
    const { id } = await office.ask(user.http, 'Work', { limits: { model_calls: 2 } });
    await office.until(user.http, id, 'waiting_approval');
    const set = await office.proposalOf(user.http, id);
    llm.respond(() =>
      toolCall(
        'propose_changes',
        { title: 'Two', changes: [{ operation: 'create', set: [{ field: 'name', value: 'new' }] }] },
        'b',
      ),
    );
    await user.http.post(`/change-sets/${set.id}/decision`, { decision: 'approve' });
    await office.until(user.http, id, 'waiting_approval');
    const { body: sets } = await user.http.get<{ id: number; status: string }[]>(
      `/change-sets?agent_task_id=${id}&status=proposed`,
    );
    await user.http.post(`/change-sets/${sets[0]?.id}/decision`, { decision: 'reject' });
    await office.until(user.http, id, 'waiting_input');
    const { id: escalation } = await escalationOf(id);
    await decide(escalation, { decision: 'finish' });
    const done = await office.until(user.http, id, 'completed');
    expect(done.result).toContain('Two things to do.');
    expect(done.result).toContain('Finished early');
    expect((await decide(escalation, { decision: 'raise' })).status).toBe(409);
  });

  it('cancels when told to, and fails when nobody says anything in time', async () => {
    loop();
    const cancelled = await pauseAt({ model_calls: 1 });
    await decide(cancelled.escalation.id, { decision: 'cancel' });
    await office.until(user.http, cancelled.id, 'cancelled');

    const { id, escalation } = await pauseAt({ model_calls: 1 });
    await office.sql(`update escalations set due_at = now() - interval '1 s' where id = $1`, [escalation.id]);
    await office.sweep();
    const failed = await office.until(user.http, id, 'failed');
    expect(failed.error?.code).toBe('LIMIT_REACHED');
  });

  it('takes no decision of another kind', async () => {
    loop();
    const { escalation } = await pauseAt({ model_calls: 1 });
    for (const decision of ['approve', 'retry', 'dismiss', 'answer']) {
      expect((await decide(escalation.id, { decision, answer: 'x' })).status).toBe(400);
    }
  });

  it('refuses limits that are none', async () => {
    const bad = async (limits: object) => {
      const { status, body } = await user.http.post<Problem>('/agent-tasks', { input: 'x', limits });
      return [status, body.errors?.[0]?.pointer];
    };
    expect(await bad({ model_calls: 0 })).toEqual([400, '/limits/model_calls']);
    expect(await bad({ records: 1.5 })).toEqual([400, '/limits/records']);
    expect(await bad({ cost: 1e9 })).toEqual([400, '/limits/cost']);
    expect(await bad({ wishes: 3 })).toEqual([400, '/limits/wishes']);
  });

  describe('of a day', () => {
    it('pause the tasks of a person who used theirs up; only somebody who grants more lets them go on', async () => {
      await office.sql(
        `insert into agent_usage (user_id, day, agent, tokens) values ($1, (now() at time zone 'utc')::date, 'another', 1000000)`,
        [user.user_id],
      );
      llm.respond(() => text('On we go.'));
      const { id, escalation } = await pauseAt({});
      expect(escalation.context).toMatchObject({ limit: 'tokens', scope: 'requester_day' });
      expect(llm.requests).toEqual([]);
      expect((await decide(escalation.id, { decision: 'raise' })).status).toBe(403);
      expect((await decide(escalation.id, { decision: 'raise' }, admin)).status).toBe(200);
      expect((await office.until(user.http, id, 'completed')).result).toBe('On we go.');
    });

    it('add up over the tasks of an agent', async () => {
      llm.respond(() => text('Hello.'));
      const { id } = await office.ask(user.http, 'Hello');
      await office.until(user.http, id, 'completed');
      await office.until(user.http, (await office.ask(user.http, 'Again')).id, 'completed');
      const [used] = await office.sql(
        `select agent, model_calls, tokens::int, cost from agent_usage where user_id = $1`,
        [user.user_id],
      );
      expect(used).toEqual({ agent: 'curator', model_calls: 2, tokens: 240, cost: '0.400000' });

      await admin.http.put('/agents/curator/policy', { daily_limits: { tokens: 240 } });
      const { escalation } = await pauseAt({});
      expect(escalation.context).toMatchObject({ limit: 'tokens', scope: 'agent_day', value: 240 });
    });
  });

  describe('that admins set for an agent', () => {
    it('bound what a task may ask for, and what a person may raise it to', async () => {
      const { body } = await admin.http.put<Agent>('/agents/curator/policy', { limits: { model_calls: 2 } });
      expect(body.policy).toMatchObject({ limits: { model_calls: 2 }, enabled: true });
      loop();
      const { id, escalation } = await pauseAt({ model_calls: 10 });
      expect((await user.http.get<AgentTask>(`/agent-tasks/${id}`)).body.limits.model_calls).toBe(2);
      const refused = await decide(escalation.id, { decision: 'raise' });
      expect([refused.status, refused.body.detail]).toEqual([
        409,
        expect.stringContaining('granted at most 2'),
      ]);
    });

    it('switch it off', async () => {
      await admin.http.put('/agents/curator/policy', { enabled: false });
      const named = await user.http.post<Problem>('/agent-tasks', { input: 'x', agent: 'curator' });
      expect([named.status, named.body.detail]).toEqual([409, 'The agent curator is switched off.']);
      const [row] = await office.sql<{ id: number }>(
        `insert into agent_tasks (input, requested_by, agent) values ('x', $1, 'curator') returning id`,
        [user.user_id],
      );
      expect((await office.until(user.http, Number(row?.id), 'failed')).error?.code).toBe('AGENT_DISABLED');
    });

    it('are an admin’s to set, against the version that was seen', async () => {
      expect((await user.http.put('/agents/curator/policy', { enabled: false })).status).toBe(403);
      expect((await admin.http.put('/agents/nobody/policy', { enabled: false })).status).toBe(404);
      const first = await admin.http.put<Agent>('/agents/curator/policy', {
        limits: { records: 5, deletes: 1 },
      });
      const second = await admin.http.put<Agent>('/agents/curator/policy', { limits: { records: 6 } });
      expect(second.body.policy).toMatchObject({
        limits: { records: 6 },
        version: first.body.policy.version + 1,
      });
      expect(second.body.policy.limits).not.toHaveProperty('deletes');
      const stale = await admin.http.put(
        '/agents/curator/policy',
        {},
        { 'if-match': `"${first.body.policy.version}"` },
      );
      expect(stale.status).toBe(412);
      const rows = await office.sql(
        `select old_values, new_values from audit_logs where action = 'agent_policy.update' order by id desc limit 1`,
      );
      expect(rows[0]).toMatchObject({ new_values: { settings: { limits: { records: 6 } } } });
    });
  });

  it('holds back who has too many tasks open', async () => {
    await office.sql(
      `insert into agent_tasks (input, requested_by, status) select 'x', $1, 'waiting_input' from generate_series(1, 39)`,
      [user.user_id],
    );
    llm.respond(() => text('Hi.'));
    expect((await user.http.post('/agent-tasks', { input: 'the last' })).status).toBe(202);
    const over = await user.http.post<Problem>('/agent-tasks', { input: 'one too many' });
    expect([over.status, over.body.code, over.headers.get('retry-after')]).toEqual([
      429,
      'RATE_LIMITED',
      '30',
    ]);
    const other = await office.signIn();
    expect((await other.http.post('/agent-tasks', { input: 'mine' })).status).toBe(202);
  });
});
