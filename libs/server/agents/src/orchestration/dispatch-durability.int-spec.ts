import { type AgentTask } from '@bureau/contracts';
import { type LlmRequest, ScriptedLlm, type TestContext, testWorker, text } from '@bureau/testing';
import { Logger } from '@nestjs/common';
import { AgentsRuntimeModule } from '../agents-runtime.module';
import { AgentOffice } from '../testing/agent-office';
import { KillSwitch } from '../testing/kill-switch';
import { TaskRunner } from './task-runner';

const PLAN = JSON.stringify({
  reason: 'Two trades.',
  parts: [
    { agent: 'analyst', input: 'Count the records.' },
    { agent: 'reporter', input: 'Say what there is.' },
  ],
});

/** Nobody is named: the dispatcher chooses. */
const UNNAMED = { agent: undefined };

describe('a worker that dies while it dispatches', () => {
  let llm: ScriptedLlm;
  let office: AgentOffice;
  let user: Awaited<ReturnType<AgentOffice['signIn']>>;
  let worker: TestContext;
  let runner: TaskRunner;
  let kill: KillSwitch;

  beforeAll(async () => {
    jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined); // a dead worker says much
    llm = await ScriptedLlm.start();
    office = await AgentOffice.open(llm);
    worker = await testWorker([AgentsRuntimeModule], office.api);
    runner = worker.app.get(TaskRunner, { strict: false });
    kill = new KillSwitch(worker.app);
    user = await office.signIn();
  });
  afterAll(async () => {
    await worker.close();
    await office.close();
    await llm.stop();
  });

  const task = async (id: number) => (await user.http.get<AgentTask>(`/agent-tasks/${id}`)).body;
  const family = (id: number) =>
    office.sql<{ id: number; status: string }>(
      `select id::int, status from agent_tasks where id = $1 or parent_id = $1 order by id`,
      [id],
    );

  /** Works on the whole and its parts to their end; the worker dies once, at its n-th write of all of them. */
  async function workWithDeathAt(id: number, write: number, when: 'before' | 'after'): Promise<boolean> {
    kill.arm(write, when);
    let died = false;
    for (let spell = 0; spell < 12; spell++) {
      for (const { id: member } of await family(id)) {
        if (!(await kill.during(() => runner.run(member)))) continue;
        died = true;
        kill.disarm();
        await office.sql(`update agent_tasks set lease_expires_at = now() - interval '1 s' where id = $1`, [
          member,
        ]);
      }
      if ((await task(id)).status === 'completed') return died;
    }
    throw new Error(`the task never came to an end: ${JSON.stringify(await family(id))}`);
  }

  it.each(['before', 'after'] as const)(
    'at any single write, %s it: two parts, one answer',
    async (when) => {
      for (let write = 1; ; write++) {
        llm.reset();
        llm.plan(text(PLAN), text(PLAN));
        llm.respond(({ messages }: LlmRequest) => {
          const asked = String(messages.find(({ role }) => role === 'user')?.content);
          return text(asked.includes('# The parts') ? 'All told.' : 'A part.');
        });
        const { id } = await office.ask(user.http, 'Both', UNNAMED);
        const died = await workWithDeathAt(id, write, when);
        expect(await task(id)).toMatchObject({ result: 'All told.', agent: 'dispatcher' });
        expect(await family(id)).toEqual([
          { id, status: 'completed' },
          { id: expect.any(Number) as number, status: 'completed' },
          { id: expect.any(Number) as number, status: 'completed' },
        ]);
        expect(
          await office.sql(
            `select step_key from agent_steps where task_id = $1 and status = 'done' order by id`,
            [id],
          ),
        ).toEqual([{ step_key: 'plan' }, { step_key: 'parts' }, { step_key: 'gather' }]);
        const events = await office.events(user.http, id);
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
        expect(events.filter((event) => event.type === 'agent.started' && event.data.plan)).toHaveLength(1);
        expect(events.filter(({ type }) => type === 'message')).toHaveLength(1);
        if (!died) break;
        expect(write).toBeLessThan(40);
      }
    },
    120_000,
  );
});
