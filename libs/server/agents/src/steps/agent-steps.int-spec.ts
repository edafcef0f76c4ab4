import { type AgentStep } from '@bureau/contracts';
import { ScriptedLlm, text, toolCall } from '@bureau/testing';
import { AgentOffice } from '../testing/agent-office';

describe('steps of a task', () => {
  let llm: ScriptedLlm;
  let office: AgentOffice;
  let user: Awaited<ReturnType<AgentOffice['signIn']>>;
  let id: number;

  beforeAll(async () => {
    llm = await ScriptedLlm.start();
    office = await AgentOffice.open(llm);
    await office.hire();
    user = await office.signIn();
    await office.addRecords({ name: 'walrus', metadata: { password: 'hunter2' } });
    llm.say(
      toolCall('search_records', { q: 'walrus' }, 'look'),
      toolCall('get_record', { id: 999_999 }, 'gone'),
      text('Found it.'),
    );
    ({ id } = await office.ask(user.http, 'Look', { agent: undefined }));
    await office.until(user.http, id, 'completed');
  });
  afterAll(async () => {
    await office.close();
    await llm.stop();
  });

  const steps = async (query = '', person = user) =>
    (await person.http.get<AgentStep[]>(`/agent-tasks/${id}/steps${query}`)).body;

  it('tell every call in order, with time, tokens and what went in and out, without secrets', async () => {
    const all = await steps();
    expect(all.map(({ kind, key, name, status }) => [kind, key, name, status])).toEqual([
      ['model', 'plan', 'scripted', 'done'],
      ['model', 'm1', 'scripted', 'done'],
      ['tool', 'look', 'search_records', 'done'],
      ['model', 'm2', 'scripted', 'done'],
      ['tool', 'gone', 'get_record', 'failed'],
      ['model', 'm3', 'scripted', 'done'],
    ]);
    expect(all[1]).toMatchObject({
      task_id: id,
      run: 1,
      input_tokens: 100,
      output_tokens: 20,
      cost: '0.000000',
    });
    expect(all[2]).toMatchObject({ input: '{"q": "walrus"}', duration_ms: expect.any(Number) as number });
    expect(all[2]?.output).toContain('walrus');
    expect(JSON.stringify(all)).not.toContain('hunter2');
  });

  it('are found by kind, name, state and words', async () => {
    const keys = async (query: string) => (await steps(query)).map(({ key }) => key);
    expect(await keys('?kind=tool')).toEqual(['look', 'gone']);
    expect(await keys('?name=get_record&status=failed')).toEqual(['gone']);
    expect(await keys('?q=walrus&kind=tool')).toEqual(['look']);
    expect(await keys('?sort=-id&limit=1')).toEqual(['m3']);
    expect(await steps('?kind=tool&fields=key')).toEqual([
      expect.not.objectContaining({ output: expect.anything() as unknown }) as object,
      expect.objectContaining({ key: 'gone' }) as object,
    ]);
    expect((await user.http.get(`/agent-tasks/${id}/steps?kind=wish`)).status).toBe(400);
  });

  it('are for the requester and those who see all, who see no more records by them', async () => {
    const [other, operator] = [await office.signIn(), await office.signIn('operator')];
    expect((await other.http.get(`/agent-tasks/${id}/steps`)).status).toBe(404);
    expect((await steps('?kind=tool', operator))[0]?.output).toContain('walrus');
    await office.sql(
      `insert into roles (name, permissions, rules) select 'narrow', permissions, '[{"resource": "entity", "action": "read", "where": {"field": "type", "op": "eq", "value": "package"}}]' from roles where name = 'operator'`,
    );
    await office.sql(`update users set role = 'narrow' where id = $1`, [operator.user_id]);
    const narrowed = await office.signIn('narrow');
    expect((await steps('?kind=tool', narrowed))[0]).toMatchObject({
      name: 'search_records',
      input: null,
      output: null,
    });
    expect((await narrowed.http.get(`/agent-tasks/${id}/steps?q=walrus`)).status).toBe(403);
  });
});
