import { type AgentTask, type AgentTaskEvent } from '@bureau/contracts';
import { type LlmRequest, ScriptedLlm, text, toolCall } from '@bureau/testing';
import { AgentOffice } from '../testing/agent-office';

type Person = Awaited<ReturnType<AgentOffice['signIn']>>;

const PARTS = [
  { agent: 'analyst', input: 'Count the records.' },
  { agent: 'reporter', input: 'Say what there is.' },
];
const plan = (parts: object[]) => text(JSON.stringify({ reason: 'Two trades.', parts }));
/** Which part a request belongs to, by what its agent was asked. */
const askedIn = ({ messages }: LlmRequest) => String(messages.find(({ role }) => role === 'user')?.content);

/** Nobody is named: the dispatcher chooses. */
const UNNAMED = { agent: undefined };

describe('dispatching', () => {
  let llm: ScriptedLlm;
  let office: AgentOffice;
  let user: Person;

  beforeAll(async () => {
    llm = await ScriptedLlm.start();
    office = await AgentOffice.open(llm);
    await office.hire();
    user = await office.signIn();
    await office.addRecords({ name: 'one' }, { name: 'two' });
  });
  beforeEach(() => llm.reset());
  afterEach(() => office.sql('delete from agent_policies'));
  afterAll(async () => {
    await office.close();
    await llm.stop();
  });

  const partsOf = async (id: number): Promise<AgentTask[]> =>
    (await user.http.get<AgentTask[]>(`/agent-tasks?parent_id=${id}&sort=id`)).body;
  const stepsOf = (id: number) =>
    office.sql(
      `select kind, step_key, name, status, input_tokens from agent_steps where task_id = $1 order by id`,
      [id],
    );
  const started = (events: readonly AgentTaskEvent[]) =>
    events.flatMap((event) => (event.type === 'agent.started' ? [event.data] : []));
  const respond = () =>
    llm.respond((request) => {
      const asked = askedIn(request);
      if (asked.includes('# The parts')) return text('Two records: one and two.');
      return text(asked.startsWith('Count') ? 'There are two.' : 'One and two.');
    });

  it('gives the task to the agent that the model chooses, as a step with its cost', async () => {
    llm.plan(plan([{ agent: 'analyst', input: 'anything' }]));
    llm.respond(() => text('Two.'));
    const { id } = await office.ask(user.http, 'How many are there?', UNNAMED);
    const done = await office.until(user.http, id, 'completed');
    expect(done).toMatchObject({
      agent: 'analyst',
      result: 'Two.',
      usage: { model_calls: 2, input_tokens: 200 },
    });
    expect(await stepsOf(id)).toEqual([
      { kind: 'model', step_key: 'plan', name: 'scripted', status: 'done', input_tokens: 100 },
      { kind: 'model', step_key: 'm1', name: 'scripted', status: 'done', input_tokens: 100 },
    ]);
    expect(started(await office.events(user.http, id))).toMatchObject([
      { agent: 'dispatcher' },
      { agent: 'analyst', reason: 'Two trades.' },
    ]);
    expect(askedIn(llm.requests[0] as LlmRequest)).toBe('How many are there?');
    expect(JSON.stringify(llm.planRequests[0]?.messages)).toContain('- reporter (Reporter of the office)');
    expect(await partsOf(id)).toEqual([]);
  });

  it('splits it up among several, waits for them, and puts their answers together', async () => {
    llm.plan(plan(PARTS));
    respond();
    const limits = { model_calls: 10, messages: 3, cost: 0.9 };
    const { id } = await office.ask(user.http, 'Count the records and say what there is', {
      ...UNNAMED,
      limits,
    });
    const done = await office.until(user.http, id, 'completed');
    expect(done).toMatchObject({ agent: 'dispatcher', result: 'Two records: one and two.' });
    const parts = await partsOf(id);
    expect(parts).toMatchObject([
      { part: 1, agent: 'analyst', input: 'Count the records.', requested_by: user.user_id },
      { part: 2, agent: 'reporter', result: 'One and two.', status: 'completed' },
    ]);
    for (const part of parts) expect(part.limits).toMatchObject({ model_calls: 3, messages: 1, cost: 0.3 });
    const gathering = llm.requests.map(askedIn).find((asked) => asked.includes('# The parts'));
    expect(gathering).toContain('## Part 1, by analyst: completed');
    expect(gathering).toContain('There are two.');
    const events = await office.events(user.http, id);
    expect(started(events).find(({ plan: planned }) => planned)).toMatchObject({
      agent: 'dispatcher',
      reason: 'Two trades.',
      plan: PARTS.map((part, i) => ({ ...part, part: i + 1, task_id: parts[i]?.id })),
    });
    expect(events.flatMap(({ type, data }) => (type === 'task.status' ? [data.status] : []))).toEqual([
      'running',
      'waiting_input',
      'queued',
      'running',
      'completed',
    ]);
    expect(events.filter(({ type }) => type === 'message')).toHaveLength(1);
  });

  it('asks once more for a plan that cannot be used, and then goes by rules', async () => {
    llm.plan(text('The analyst, I think.'), plan([{ agent: 'analyst', input: 'x' }]));
    llm.respond(() => text('Two.'));
    const repaired = await office.ask(user.http, 'Look', UNNAMED);
    expect((await office.until(user.http, repaired.id, 'completed')).agent).toBe('analyst');
    expect(JSON.stringify(llm.planRequests[1]?.messages.at(-1))).toContain('That cannot be used');

    llm.plan(plan([{ agent: 'wizard', input: 'x' }]), plan(Array.from({ length: 6 }, () => PARTS[0] ?? {})));
    const ruled = await office.ask(user.http, 'Set the status of record 1 to draft', UNNAMED);
    expect((await office.until(user.http, ruled.id, 'completed')).agent).toBe('curator');
    expect((await stepsOf(ruled.id)).map(({ step_key: key, name }) => [key, name])).toEqual([
      ['plan', 'scripted'],
      ['plan-again', 'scripted'],
      ['plan-by-rules', 'rules'],
      ['m1', 'scripted'],
    ]);
  });

  it('goes by rules where the model’s address knows no such answers', async () => {
    llm.plan({ kind: 'status', status: 400 });
    llm.respond(() => text('Two.'));
    const { id } = await office.ask(user.http, 'How many records are there?', UNNAMED);
    expect((await office.until(user.http, id, 'completed')).agent).toBe('analyst');
  });

  it('never gives work to an agent that is switched off', async () => {
    const admin = await office.signIn('admin');
    await admin.http.put('/agents/analyst/policy', { enabled: false });
    llm.plan(plan([{ agent: 'analyst', input: 'x' }]), plan([{ agent: 'analyst', input: 'x' }]));
    llm.respond(() => text('Two.'));
    const { id } = await office.ask(user.http, 'How many records are there?', UNNAMED);
    expect((await office.until(user.http, id, 'completed')).agent).toBe('curator');
    expect(JSON.stringify(llm.planRequests[0]?.response_format)).not.toContain('analyst');
  });

  it('does not split up what its limits cannot be shared among', async () => {
    llm.plan(plan(PARTS), plan([{ agent: 'analyst', input: 'x' }]));
    llm.respond(() => text('Two.'));
    const { id } = await office.ask(user.http, 'Both', { ...UNNAMED, limits: { model_calls: 3 } });
    await office.until(user.http, id, 'completed');
    expect(await partsOf(id)).toEqual([]);
    expect(JSON.stringify(llm.planRequests[1]?.messages.at(-1))).toContain('at most 1');
  });

  it('tells of a part that failed, and does not wait for it for ever', async () => {
    llm.plan(plan(PARTS));
    llm.respond((request) => {
      const asked = askedIn(request);
      if (asked.includes('# The parts')) return text('One part failed.');
      return asked.startsWith('Count') ? { kind: 'status', status: 401 } : text('One and two.');
    });
    const { id } = await office.ask(user.http, 'Both', UNNAMED);
    expect((await office.until(user.http, id, 'completed')).result).toBe('One part failed.');
    const gathering = llm.requests.map(askedIn).find((asked) => asked.includes('# The parts'));
    expect(gathering).toContain('## Part 1, by analyst: failed');
    expect(gathering).toContain('This part failed');
  });

  it('waits while a part waits for people, and goes on with their decision', async () => {
    llm.plan(plan([{ agent: 'curator', input: 'Count it up.' }, PARTS[1] ?? {}]));
    llm.respond(({ messages }) => {
      const asked = String(messages.find(({ role }) => role === 'user')?.content);
      if (asked.includes('# The parts')) return text('Both done.');
      if (!asked.startsWith('Count')) return text('One and two.');
      if (messages.some(({ role }) => role === 'tool')) return text('Made.');
      return toolCall(
        'propose_changes',
        { title: 'New', changes: [{ operation: 'create', set: [{ field: 'name', value: 'three' }] }] },
        'p',
      );
    });
    const { id } = await office.ask(user.http, 'Both', UNNAMED);
    await office.until(user.http, id, 'waiting_input');
    const [first, second] = await partsOf(id);
    await office.until(user.http, first?.id ?? 0, 'waiting_approval');
    await office.until(user.http, second?.id ?? 0, 'completed');
    expect((await user.http.get<AgentTask>(`/agent-tasks/${id}`)).body.status).toBe('waiting_input');
    const set = await office.proposalOf(user.http, first?.id ?? 0);
    await user.http.post(`/change-sets/${set.id}/decision`, { decision: 'approve' });
    expect((await office.until(user.http, id, 'completed')).result).toBe('Both done.');
  });

  it('ends the parts with the whole: resting ones at once, running ones within two seconds', async () => {
    llm.plan(plan([{ agent: 'curator', input: 'Count it up.' }, PARTS[1] ?? {}]));
    llm.respond((request) =>
      askedIn(request).startsWith('Count')
        ? toolCall(
            'propose_changes',
            { title: 'New', changes: [{ operation: 'create', set: [{ field: 'name', value: 'never' }] }] },
            'p',
          )
        : { kind: 'endless', piece: 'on and on ', pauseMs: 5 },
    );
    const { id } = await office.ask(user.http, 'Both', UNNAMED);
    await office.until(user.http, id, 'waiting_input');
    const [resting, running] = await partsOf(id);
    await office.until(user.http, resting?.id ?? 0, 'waiting_approval');
    await office.until(user.http, running?.id ?? 0, 'running');
    expect((await user.http.post(`/agent-tasks/${id}/cancel`)).body).toMatchObject({ status: 'cancelled' });
    await office.until(user.http, resting?.id ?? 0, 'cancelled');
    expect((await office.proposalOf(user.http, resting?.id ?? 0)).status).toBe('expired');
    await office.until(user.http, running?.id ?? 0, 'cancelled');
    expect((await user.http.get<AgentTask>(`/agent-tasks/${id}`)).body.status).toBe('cancelled');

    llm.reset();
    llm.plan(plan(PARTS));
    respond();
    await user.http.post(`/agent-tasks/${id}/retry`);
    await office.until(user.http, id, 'completed');
    expect(await partsOf(id)).toHaveLength(4);
  });

  it('keeps parts out of sight of others, and refuses what only parts have', async () => {
    llm.plan(plan(PARTS));
    respond();
    const { id } = await office.ask(user.http, 'Both', UNNAMED);
    await office.until(user.http, id, 'completed');
    const other = await office.signIn();
    expect((await other.http.get<AgentTask[]>(`/agent-tasks?parent_id=${id}`)).body).toEqual([]);
    const [part] = await partsOf(id);
    expect((await other.http.get(`/agent-tasks/${part?.id}`)).status).toBe(404);
    for (const body of [
      { input: 'x', parent_id: id },
      { input: 'x', agent: 'dispatcher' },
    ])
      expect((await user.http.post('/agent-tasks', body)).status).toBe(400);
  });
});
