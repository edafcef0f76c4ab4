import { ScriptedLlm, text, toolCall } from '@bureau/testing';
import { AgentOffice } from './testing/agent-office';

const PROPOSAL = {
  title: 'Retire x',
  filter: [{ field: 'name', op: 'like', value: '%x%' }],
  set: [{ field: 'status', value: 'inactive' }],
};

describe('a task with a language model over HTTP', () => {
  let llm: ScriptedLlm;
  let office: AgentOffice;
  let user: Awaited<ReturnType<AgentOffice['signIn']>>;

  beforeAll(async () => {
    llm = await ScriptedLlm.start();
    office = await AgentOffice.open(llm);
    await office.hire();
    user = await office.signIn();
    await office.addRecords({ name: 'x1' }, { name: 'x2' }, { name: 'y' });
  });
  beforeEach(() => llm.reset());
  afterAll(async () => {
    await office.close();
    await llm.stop();
  });

  const stepsOf = (taskId: number) =>
    office.sql<{ kind: string; step_key: string; status: string }>(
      'select kind, step_key, status, output from agent_steps where task_id = $1 order by kind, step_key',
      [taskId],
    );

  it('uses tools, several at a time, and counts what the model reports', async () => {
    llm.say(
      {
        kind: 'tools',
        text: 'I will look.',
        calls: [
          { id: 'a', name: 'search_records', args: { q: 'x1' } },
          { id: 'b', name: 'aggregate_records', args: { metric: 'count' } },
        ],
      },
      text('There are three.'),
    );
    const task = await office.ask(user.http, 'How many?');
    const done = await office.until(user.http, task.id, 'completed');
    expect(done).toMatchObject({
      result: 'There are three.',
      model: 'scripted',
      usage: { input_tokens: 200, output_tokens: 40, tool_calls: 2 },
    });
    const [first, second] = llm.requests;
    expect(first?.tools?.map((tool) => tool.function.name)).toContain('propose_changes');
    expect(first).toMatchObject({ stream: true, stream_options: { include_usage: true } });
    const results = second?.messages.filter(({ role }) => role === 'tool');
    expect(results?.map(({ tool_call_id: id }) => id)).toEqual(['a', 'b']);
    expect(String(results?.[1]?.content)).toContain('"count":3');
    expect((await office.events(user.http, task.id)).filter(({ type }) => type === 'message')).toHaveLength(
      2,
    );
  });

  it('waits for people with a proposal while other calls of the same message are done, then goes on', async () => {
    llm.say(
      {
        kind: 'tools',
        calls: [
          { id: 'p', name: 'propose_update_matching', args: PROPOSAL },
          { id: 's', name: 'search_records', args: { q: 'y' } },
        ],
      },
      text('Both are inactive now.'),
    );
    const task = await office.ask(user.http, 'Retire x');
    await office.until(user.http, task.id, 'waiting_approval');
    expect(llm.requests).toHaveLength(1);
    expect(await stepsOf(task.id)).toMatchObject([
      { kind: 'model', status: 'done' },
      { kind: 'tool', step_key: 'p', status: 'waiting' },
      { kind: 'tool', step_key: 's', status: 'done' },
    ]);
    const set = await office.proposalOf(user.http, task.id);
    await user.http.post(`/change-sets/${set.id}/decision`, { decision: 'approve' });
    await office.until(user.http, task.id, 'completed');
    const told = llm.requests[1]?.messages.find(({ tool_call_id: id }) => id === 'p');
    expect(JSON.parse(String(told?.content))).toMatchObject({ outcome: 'committed', committed: 2 });
    expect(llm.requests).toHaveLength(2);
  });

  it('does not act on a stream that ends politely in the middle of tool arguments', async () => {
    const call = { id: 'c', name: 'search_records', args: { q: 'x', limit: 50 } };
    llm.say(
      { kind: 'cut', call, after: 16 },
      { kind: 'broken_arguments', call, after: 12 },
      toolCall('search_records', { q: 'x', limit: 2 }, 'whole'),
      text('Done.'),
    );
    const task = await office.ask(user.http, 'Look');
    const done = await office.until(user.http, task.id, 'completed');
    expect(llm.requests).toHaveLength(4);
    expect(
      (await stepsOf(task.id)).filter(({ kind }) => kind === 'tool').map(({ step_key: key }) => key),
    ).toEqual(['whole']);
    // what the failed attempts used is estimated, never left out
    expect(done.usage.input_tokens).toBeGreaterThan(llm.served.input_tokens);
    expect(done.usage.output_tokens).toBeGreaterThanOrEqual(llm.served.output_tokens);
  });

  it.each([
    ['429 with Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': '0' } }],
    ['500', { kind: 'status', status: 500 }],
    ['a connection that breaks', { kind: 'disconnect', text: 'half an answ' }],
    ['garbage', { kind: 'garbage', body: '<html>Bad gateway</html>' }],
    ['an empty answer', { kind: 'garbage', body: 'data: [DONE]\n\n' }],
  ] as const)('asks again after %s', async (_name, failure) => {
    llm.say(failure, text('Here I am.'));
    const task = await office.ask(user.http, 'Hello');
    const done = await office.until(user.http, task.id, 'completed');
    expect(done.result).toBe('Here I am.');
    expect(llm.requests).toHaveLength(2);
    expect((await office.events(user.http, task.id)).filter(({ type }) => type === 'message')).toHaveLength(
      1,
    );
  });

  it('fails with an escalation when the model stays away, and goes on from there when somebody retries', async () => {
    llm.say(
      toolCall('search_records', { q: 'x' }, 'once'),
      ...Array.from({ length: 4 }, () => ({ kind: 'status', status: 503 }) as const),
    );
    const task = await office.ask(user.http, 'Look');
    const failed = await office.until(user.http, task.id, 'failed');
    expect(failed.error).toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    const escalations = await user.http.get<{ kind: string; status: string }[]>(
      `/escalations?agent_task_id=${task.id}`,
    );
    expect(escalations.body).toMatchObject([{ kind: 'failure', status: 'open' }]);

    llm.reset();
    llm.say(text('Found it.'));
    expect((await user.http.post(`/agent-tasks/${task.id}/retry`)).status).toBe(202);
    const done = await office.until(user.http, task.id, 'completed');
    expect(done).toMatchObject({ result: 'Found it.', error: null });
    expect(llm.requests).toHaveLength(1);
    expect((await stepsOf(task.id)).filter(({ kind }) => kind === 'tool')).toHaveLength(1);
    expect((await user.http.post(`/agent-tasks/${task.id}/retry`)).status).toBe(409);
  });

  it('gives up at once where the request is refused', async () => {
    llm.say({ kind: 'status', status: 401 });
    const task = await office.ask(user.http, 'Hello');
    const failed = await office.until(user.http, task.id, 'failed');
    expect(failed.error).toMatchObject({ code: 'MODEL_REFUSED' });
    expect(llm.requests).toHaveLength(1);
  });

  it('tells the model what was wrong with its call, and does not run it', async () => {
    llm.say(
      toolCall('search_records', { limit: 5_000, unknown: 1 }, 'bad'),
      toolCall('delete_everything', {}, 'none'),
      toolCall('search_records', { filter: [{ field: 'nope', op: 'eq', value: 1 }] }, 'field'),
      text('I see.'),
    );
    const task = await office.ask(user.http, 'Try');
    await office.until(user.http, task.id, 'completed');
    const told =
      llm.requests
        .at(-1)
        ?.messages.filter(({ role }) => role === 'tool')
        .map(({ content }) => String(content)) ?? [];
    expect(told[0]).toContain('The input is not valid');
    expect(told[1]).toContain('There is no tool delete_everything');
    expect(told[2]).toContain('There is no field nope');
    expect(
      (await office.events(user.http, task.id)).filter(
        (event) => event.type === 'tool.finished' && event.data.ok,
      ),
    ).toEqual([]);
  });

  it('keeps calls apart whose ids the model uses again', async () => {
    llm.say(
      toolCall('search_records', { q: 'x1' }, 'call_0'),
      toolCall('search_records', { q: 'x2' }, 'call_0'),
      text('Two looks.'),
    );
    const task = await office.ask(user.http, 'Look twice');
    await office.until(user.http, task.id, 'completed');
    const tools = (await stepsOf(task.id)).filter(({ kind }) => kind === 'tool');
    expect(tools.map(({ step_key: key }) => key)).toEqual(['call_0', 'm2-0']);
  });

  it('stops a model that never comes to an end', async () => {
    llm.respond((_request, n) => toolCall('search_records', { q: `again ${n}` }, `c${n}`));
    const task = await office.ask(user.http, 'Loop');
    await office.until(user.http, task.id, 'waiting_input');
    expect(llm.requests).toHaveLength(25);
    const types = (await office.events(user.http, task.id)).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['limit.reached', 'escalation.opened']));
  });

  it('takes rights when a tool runs, not when the task was asked for', async () => {
    const demoted = await office.signIn();
    llm.say(toolCall('search_records', { q: 'x' }, 'read'));
    llm.respond((_request, n) =>
      n === 2 ? toolCall('propose_update_matching', PROPOSAL, 'write') : text('I may not.'),
    );
    await office.sql(`update users set role = 'guest' where id = $1`, [demoted.user_id]);
    const [task] = await office.sql<{ id: number }>(
      `insert into agent_tasks (input, requested_by) values ('Retire x', $1) returning id`,
      [demoted.user_id],
    );
    await office.until((await office.signIn('admin')).http, Number(task?.id), 'completed');
    const refusal = llm.requests.at(-1)?.messages.find(({ tool_call_id: id }) => id === 'write');
    expect(String(refusal?.content)).toContain('The person you work for may not do this');
    expect(await office.sql('select 1 from change_sets where agent_task_id = $1', [task?.id])).toEqual([]);
  });

  it('cancels a run in the middle of an answer within two seconds, and its open proposals with it', async () => {
    llm.say({ kind: 'endless', piece: 'on and on ', pauseMs: 5 });
    const task = await office.ask(user.http, 'Talk');
    await office.until(user.http, task.id, 'running');
    while (llm.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const asked = Date.now();
    expect((await user.http.post(`/agent-tasks/${task.id}/cancel`)).status).toBe(202);
    await office.until(user.http, task.id, 'cancelled');
    expect(Date.now() - asked).toBeLessThan(2_500);
    expect((await user.http.post(`/agent-tasks/${task.id}/cancel`)).status).toBe(409);
  });

  it('cancels a waiting task at once, and a retry starts from the beginning', async () => {
    llm.say(
      toolCall(
        'propose_update_matching',
        { ...PROPOSAL, set: [{ field: 'metadata.note', value: 'n' }] },
        'p',
      ),
    );
    const task = await office.ask(user.http, 'Note it');
    await office.until(user.http, task.id, 'waiting_approval');
    const set = await office.proposalOf(user.http, task.id);
    const cancelled = await user.http.post<{ status: string }>(`/agent-tasks/${task.id}/cancel`);
    expect(cancelled.body.status).toBe('cancelled');
    expect((await user.http.get<{ status: string }>(`/change-sets/${set.id}`)).body.status).toBe('expired');
    expect((await user.http.post(`/change-sets/${set.id}/decision`, { decision: 'approve' })).status).toBe(
      409,
    );

    llm.reset();
    llm.say(text('Second try.'));
    await user.http.post(`/agent-tasks/${task.id}/retry`);
    expect((await office.until(user.http, task.id, 'completed')).result).toBe('Second try.');
    expect(llm.requests[0]?.messages.map(({ role }) => role)).toEqual(['system', 'user']);
  });

  it('is handed back by a worker that is shut down, which does not count as a crash', async () => {
    const place = await AgentOffice.open(llm);
    const person = await place.signIn();
    const leaving = await place.hire();
    llm.say(toolCall('aggregate_records', { metric: 'count' }, 'counted'), {
      kind: 'endless',
      piece: 'on and on ',
      pauseMs: 5,
    });
    const task = await place.ask(person.http, 'Talk');
    while (llm.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    await leaving.close();
    expect(
      await place.sql('select status, crashes, lease_owner from agent_tasks where id = $1', [task.id]),
    ).toEqual([{ status: 'queued', crashes: 0, lease_owner: null }]);

    llm.reset();
    llm.say(text('Back again.'));
    await place.hire();
    const done = await place.until(person.http, task.id, 'completed');
    expect(done).toMatchObject({ result: 'Back again.', attempts: 2 });
    expect(llm.requests).toHaveLength(1);
    await place.close();
  });
});
