import { type Escalation } from '@bureau/contracts';
import { ScriptedLlm, text, toolCall } from '@bureau/testing';
import { AgentOffice } from '../testing/agent-office';

type Person = Awaited<ReturnType<AgentOffice['signIn']>>;

describe('a question to a person', () => {
  let llm: ScriptedLlm;
  let office: AgentOffice;
  let user: Person;

  beforeAll(async () => {
    llm = await ScriptedLlm.start();
    office = await AgentOffice.open(llm);
    await office.hire();
  });
  beforeEach(async () => {
    llm.reset();
    user = await office.signIn();
    llm.say(
      toolCall(
        'ask_person',
        { question: 'Which owner?', background: 'Two fit.', options: ['Ana', 'Ben'] },
        'q',
      ),
    );
    llm.respond(() => text('Thank you.'));
  });
  afterAll(async () => {
    await office.close();
    await llm.stop();
  });

  async function asked(): Promise<{ task: number; question: Escalation }> {
    const { id } = await office.ask(user.http, 'Give it an owner');
    await office.until(user.http, id, 'waiting_input');
    const { body } = await user.http.get<Escalation[]>(`/escalations?agent_task_id=${id}&status=open`);
    if (!body[0]) throw new Error('nobody was asked');
    return { task: id, question: body[0] };
  }
  const answer = (id: number, person = user) =>
    person.http.post(`/escalations/${id}/decision`, { decision: 'answer', answer: 'Ben' });
  const told = () => {
    const message = llm.requests.at(-1)?.messages.find(({ tool_call_id: id }) => id === 'q');
    return JSON.parse(String(message?.content)) as object;
  };
  const passes = (id: number, column: 'due_at' | 'escalate_at') =>
    office.sql(`update escalations set ${column} = now() - interval '1 s' where id = $1`, [id]);

  it('waits for the answer, and gives it to the agent as the result of its call', async () => {
    const { task, question } = await asked();
    expect(question).toMatchObject({
      kind: 'question',
      title: 'Which owner?',
      detail: 'Two fit.',
      context: { options: ['Ana', 'Ben'] },
      assigned_to: user.user_id,
    });
    expect((await answer(question.id)).status).toBe(200);
    await office.until(user.http, task, 'completed');
    expect(told()).toEqual({ outcome: 'answered', answer: 'Ben', by: expect.any(String) as string });
    expect((await answer(question.id)).status).toBe(409);
    expect(llm.requests).toHaveLength(2);
  });

  it('is answered once by ten at once', async () => {
    const { task, question } = await asked();
    const answers = await Promise.all(Array.from({ length: 10 }, () => answer(question.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(409)]);
    await office.until(user.http, task, 'completed');
    expect(llm.requests).toHaveLength(2);
  });

  it('tells the agent when nobody answers', async () => {
    const { task, question } = await asked();
    await passes(question.id, 'due_at');
    await office.sweep();
    await office.until(user.http, task, 'completed');
    expect(told()).toMatchObject({ outcome: 'unanswered' });
  });

  it('goes away with its task', async () => {
    const { task, question } = await asked();
    await user.http.post(`/agent-tasks/${task}/cancel`);
    await office.until(user.http, task, 'cancelled');
    expect((await answer(question.id)).status).toBe(409);
  });

  it('rises to the operators, then to the admins, and no further', async () => {
    const { task, question } = await asked();
    const [operator, stranger] = [await office.signIn('operator'), await office.signIn()];
    expect((await operator.http.get(`/escalations/${question.id}`)).status).toBe(404);

    await office.sweep();
    expect((await operator.http.get(`/escalations/${question.id}`)).status).toBe(404);
    await passes(question.id, 'escalate_at');
    await office.sweep();
    expect((await operator.http.get<Escalation>(`/escalations/${question.id}`)).body.assigned_role).toBe(
      'operator',
    );
    expect(
      (await operator.http.get<Escalation[]>('/escalations?status=open')).body.map(({ id }) => id),
    ).toContain(question.id);
    expect((await stranger.http.get(`/escalations/${question.id}`)).status).toBe(404);

    await passes(question.id, 'escalate_at');
    await office.sweep();
    const { body } = await user.http.get<Escalation>(`/escalations/${question.id}`);
    expect([body.assigned_role, body.assigned_to]).toEqual(['admin', user.user_id]);
    const [row] = await office.sql('select escalate_at from escalations where id = $1', [question.id]);
    expect(row).toEqual({ escalate_at: null });
    expect((await answer(question.id, await office.signIn('admin'))).status).toBe(200);
    await office.until(user.http, task, 'completed');
  });
});
