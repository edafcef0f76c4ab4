import { type AgentTask, type Conversation, type ConversationMessage } from '@bureau/contracts';
import { ScriptedLlm, text, toolCall } from '@bureau/testing';
import { AgentOffice } from '../testing/agent-office';

type Person = Awaited<ReturnType<AgentOffice['signIn']>>;

describe('conversations', () => {
  let llm: ScriptedLlm;
  let office: AgentOffice;
  let user: Person;

  beforeAll(async () => {
    llm = await ScriptedLlm.start();
    office = await AgentOffice.open(llm);
    await office.hire();
    user = await office.signIn();
  });
  beforeEach(() => llm.reset());
  afterAll(async () => {
    await office.close();
    await llm.stop();
  });

  const say = async (input: string, answer: string, more: object = {}): Promise<AgentTask> => {
    llm.say(text(answer));
    const { id } = await office.ask(user.http, input, more);
    return office.until(user.http, id, 'completed');
  };
  const heard = () =>
    (llm.requests.at(-1)?.messages ?? [])
      .filter(({ role }) => role !== 'system')
      .map(({ role, content }) => [role, content]);

  it('begin with a task, and every further task knows what was said', async () => {
    const { conversation_id: id } = await say('How many  are\nthere?', 'Two.');
    expect(id).toEqual(expect.any(Number));
    await say('And of them, how many are drafts?', 'One.', { conversation_id: id });
    expect(heard()).toEqual([
      ['user', 'How many  are\nthere?'],
      ['assistant', 'Two.'],
      ['user', 'And of them, how many are drafts?'],
    ]);
    const { body: messages } = await user.http.get<ConversationMessage[]>(`/conversations/${id}/messages`);
    expect(messages.map(({ role, agent, text: said }) => [role, agent, said])).toEqual([
      ['user', null, 'How many  are\nthere?'],
      ['agent', 'curator', 'Two.'],
      ['user', null, 'And of them, how many are drafts?'],
      ['agent', 'curator', 'One.'],
    ]);
    const { body: conversation } = await user.http.get<Conversation>(`/conversations/${id}`);
    expect(conversation).toMatchObject({ title: 'How many are there?', owner_id: user.user_id, version: 2 });
    const { body: tasks } = await user.http.get<AgentTask[]>(`/agent-tasks?conversation_id=${id}`);
    expect(tasks).toHaveLength(2);
  });

  it('know nothing of each other', async () => {
    await say('First', 'Secret of the first.');
    await say('Second', 'x');
    expect(heard()).toEqual([['user', 'Second']]);
  });

  it('pass on what an answer referred to, and are told to the dispatcher too', async () => {
    const [record = 0] = await office.addRecords({ name: 'nginx' });
    llm.say(toolCall('get_record', { id: record }, 'g'));
    const { conversation_id: id } = await say('Look', `[nginx](/records/${record}) it is.`);
    const again = await say('Which?', `[nginx](/records/${record}), [other](/records/${record + 1}).`, {
      conversation_id: id,
      agent: undefined,
    });
    expect(again.result).toBe(`[nginx](/records/${record}), other (record ${record + 1}, not verified).`);
    expect(JSON.stringify(llm.planRequests[0]?.messages)).toContain('it is.');
  });

  it('leave out what failed', async () => {
    llm.say({ kind: 'status', status: 401 });
    const { id: failed, conversation_id: id } = await office.ask(user.http, 'Breaks');
    await office.until(user.http, failed, 'failed');
    await say('Again', 'x', { conversation_id: id });
    expect(heard()).toEqual([['user', 'Again']]);
  });

  it('belong to one person: others find none, those who see all may read and not continue', async () => {
    const { conversation_id: id } = await say('Mine', 'Yours.');
    const [other, operator] = [await office.signIn(), await office.signIn('operator')];
    for (const path of [`/conversations/${id}`, `/conversations/${id}/messages`])
      expect((await other.http.get(path)).status).toBe(404);
    expect((await other.http.get<Conversation[]>('/conversations')).body).toEqual([]);
    const join = { input: 'x', conversation_id: id };
    expect((await other.http.post('/agent-tasks', join)).status).toBe(404);
    expect((await operator.http.get(`/conversations/${id}/messages`)).status).toBe(200);
    expect((await operator.http.post('/agent-tasks', join)).status).toBe(403);
    expect((await user.http.post('/agent-tasks', { input: 'x', conversation_id: 999_999 })).status).toBe(404);
    expect((await user.http.post('/agent-tasks', { input: 'x', conversation_id: 'a' })).status).toBe(400);
  });

  it('are begun once by a request that is repeated', async () => {
    llm.respond(() => text('Once.'));
    const before = (await user.http.get<Conversation[]>('/conversations')).body.length;
    const headers = { 'idempotency-key': 'conversation-once' };
    for (let n = 0; n < 2; n++)
      await user.http.post('/agent-tasks', { input: 'Once', agent: 'curator' }, headers);
    expect((await user.http.get<Conversation[]>('/conversations')).body).toHaveLength(before + 1);
  });
});
