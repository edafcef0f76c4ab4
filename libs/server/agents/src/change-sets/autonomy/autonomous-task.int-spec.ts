import { type Agent, type AgentTrackRecord, type ChangeSet, type Problem } from '@bureau/contracts';
import { ScriptedLlm, text, toolCall } from '@bureau/testing';
import { AgentOffice } from '../../testing/agent-office';

type Person = Awaited<ReturnType<AgentOffice['signIn']>>;

const POLICY = '/agents/curator/policy';
const CREATE = { operation: 'create', field: 'name', max_risk: 'low', max_items: 5 };

describe('an agent with a free hand', () => {
  let llm: ScriptedLlm;
  let office: AgentOffice;
  let user: Person;
  let admin: Person;

  beforeAll(async () => {
    llm = await ScriptedLlm.start();
    office = await AgentOffice.open(undefined, {
      llm: { baseUrl: llm.baseUrl, apiKey: 'test', model: 'scripted', prices: { input: 1, output: 1 } },
    });
    await office.hire();
    [admin, user] = [await office.signIn('admin'), await office.signIn()];
  });
  beforeEach(() => llm.reset());
  afterAll(async () => {
    await office.close();
    await llm.stop();
  });

  const proposing = (name: string) => {
    const changes = [{ operation: 'create', set: [{ field: 'name', value: name }] }];
    llm.say(toolCall('propose_changes', { title: 'New', changes }, 'p'));
    llm.respond(() => text('Done.'));
  };
  const setsOf = async (taskId: number) =>
    (await user.http.get<ChangeSet[]>(`/change-sets?agent_task_id=${taskId}`)).body;

  it('goes on without waiting, and is told what came of it', async () => {
    const granted = await admin.http.put<Agent>(POLICY, { auto_approve: [CREATE] });
    expect(granted.body.policy.auto_approve).toEqual([CREATE]);
    proposing('Made alone');
    const { id } = await office.ask(user.http, 'Make a record');
    await office.until(user.http, id, 'completed');
    expect(await setsOf(id)).toMatchObject([{ status: 'committed', decided_by: null }]);
    expect(JSON.stringify(llm.requests.at(-1))).toContain(`policy v${granted.body.policy.version}`);
    const escalations = await user.http.get<unknown[]>(`/escalations?agent_task_id=${id}`);
    expect(escalations.body).toEqual([]);
    const steps = await office.sql(
      `select status, change_set_id from agent_steps where task_id = $1 and kind = 'tool'`,
      [id],
    );
    expect(steps).toEqual([{ status: 'done', change_set_id: null }]);

    const { body: record } = await user.http.get<AgentTrackRecord>('/agents/curator/track-record');
    expect(record).toMatchObject({
      agent: 'curator',
      figures: [
        {
          operation: 'create',
          field: 'name',
          automatic: 1,
          accepted: 0,
          recommendation: { autonomy: 'keep' },
        },
      ],
    });
    expect((await user.http.get('/agents/nobody/track-record')).status).toBe(404);

    await admin.http.put(POLICY, { auto_approve: [] });
    llm.reset();
    proposing('Asked for');
    const asked = await office.ask(user.http, 'Make another');
    await office.until(user.http, asked.id, 'waiting_approval');
    expect(await setsOf(asked.id)).toMatchObject([{ status: 'proposed' }]);
  });

  it('is given it by an admin alone, in rules that can cover something', async () => {
    const put = (rule: object, who = admin) => who.http.put<Problem>(POLICY, { auto_approve: [rule] });
    expect((await put(CREATE, user)).status).toBe(403);
    for (const [change, pointer] of [
      [{ field: 'colour' }, '/auto_approve/0/field'],
      [{ operation: 'delete' }, '/auto_approve/0/field'],
      [{ operation: 'guess' }, '/auto_approve/0/operation'],
      [{ max_risk: 'high' }, '/auto_approve/0/max_risk'],
      [{ max_items: 0 }, '/auto_approve/0/max_items'],
      [{ max_items: 1_001 }, '/auto_approve/0/max_items'],
      [{ wish: 1 }, '/auto_approve/0/wish'],
    ] as const) {
      const { status, body } = await put({ ...CREATE, ...change });
      expect([status, body.errors?.[0]?.pointer]).toEqual([400, pointer]);
    }
  });
});
