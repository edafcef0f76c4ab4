import { type AgentTask } from '@bureau/contracts';
import { ScriptedLlm, type TestContext, testWorker, text, toolCall } from '@bureau/testing';
import { Logger } from '@nestjs/common';
import { AgentsRuntimeModule } from './agents-runtime.module';
import { AgentOffice } from './testing/agent-office';
import { KillSwitch } from './testing/kill-switch';
import { MAX_CRASHES } from './runtime/limits';
import { TaskRunner } from './orchestration/task-runner';
import { TaskLifecycle } from './tasks/task-lifecycle';

const PROPOSAL = {
  title: 'Retire',
  filter: [{ field: 'metadata.batch', op: 'eq', value: 'a' }],
  set: [{ field: 'status', value: 'inactive' }],
};

describe('a worker that dies', () => {
  let llm: ScriptedLlm;
  let office: AgentOffice;
  let user: Awaited<ReturnType<AgentOffice['signIn']>>;
  let worker: TestContext;
  let runner: TaskRunner;
  let lifecycle: TaskLifecycle;
  let kill: KillSwitch;

  beforeAll(async () => {
    jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined); // a dead worker says much
    llm = await ScriptedLlm.start();
    office = await AgentOffice.open(llm);
    worker = await testWorker([AgentsRuntimeModule], office.api);
    runner = worker.app.get(TaskRunner, { strict: false });
    lifecycle = worker.app.get(TaskLifecycle, { strict: false });
    kill = new KillSwitch(worker.app);
    user = await office.signIn();
  });
  beforeEach(() => llm.reset());
  afterEach(() => kill.disarm());
  afterAll(async () => {
    await worker.close();
    await office.close();
    await llm.stop();
  });

  const lapse = (id: number) =>
    office.sql(`update agent_tasks set lease_expires_at = now() - interval '1 s' where id = $1`, [id]);
  const task = async (id: number) => (await user.http.get<AgentTask>(`/agent-tasks/${id}`)).body;

  /** Has the task worked on to its end; the worker dies once, at its n-th write. @returns whether it got that far */
  async function workWithDeathAt(id: number, write: number, when: 'before' | 'after'): Promise<boolean> {
    kill.arm(write, when);
    let died = false;
    for (let spell = 0; spell < 10; spell++) {
      if (await kill.during(() => runner.run(id))) {
        died = true;
        kill.disarm();
        await lapse(id);
      }
      const { status } = await task(id);
      if (status === 'waiting_approval') await approve(id);
      if (status === 'completed' || status === 'failed') return died;
    }
    throw new Error('the task never came to an end');
  }

  async function approve(id: number): Promise<void> {
    const set = await office.proposalOf(user.http, id);
    const { status } = await user.http.post(`/change-sets/${set.id}/decision`, { decision: 'approve' });
    expect(status).toBe(200);
  }

  it.each(['before', 'after'] as const)(
    'at any single write, %s it: the result is there once',
    async (when) => {
      let writes = 0;
      for (;;) {
        const batch = `batch-${when}-${++writes}`;
        const ids = await office.addRecords(
          { name: `1 ${batch}`, metadata: { batch } },
          { name: `2 ${batch}`, metadata: { batch } },
        );
        llm.reset();
        llm.respond(({ messages }) => {
          const results = messages.filter(({ role }) => role === 'tool').length;
          if (results === 0) return toolCall('search_records', { q: batch }, 'look');
          if (results === 1)
            return toolCall(
              'propose_update_matching',
              { ...PROPOSAL, filter: [{ field: 'metadata.batch', op: 'eq', value: batch }] },
              'propose',
            );
          return text('Both are inactive.');
        });
        const { id } = await office.ask(user.http, 'Retire the batch');
        const died = await workWithDeathAt(id, writes, when);
        await expectDoneOnce(id, ids);
        if (!died) break;
      }
      // announced twice, three model calls and two tool calls of two writes each, asleep once, settled once
      expect(writes - 1).toBe(14);
    },
  );

  async function expectDoneOnce(id: number, records: readonly number[]): Promise<void> {
    const done = await task(id);
    expect(done).toMatchObject({
      status: 'completed',
      result: 'Both are inactive.',
      usage: { tool_calls: 2 },
    });
    expect(done.usage.input_tokens).toBeGreaterThanOrEqual(llm.served.input_tokens);
    expect(await office.sql('select status from change_sets where agent_task_id = $1', [id])).toEqual([
      { status: 'committed' },
    ]);
    expect(
      await office.sql('select version, status from entities where id = any($1::bigint[])', [records]),
    ).toEqual(records.map(() => ({ version: 2, status: 'inactive' })));
    expect(
      await office.sql(`select 1 from audit_logs where agent_task_id = $1 and entity_type = 'entity'`, [id]),
    ).toHaveLength(2);
    expect(
      await office.sql(`select 1 from agent_steps where task_id = $1 and status = 'done'`, [id]),
    ).toHaveLength(5);
    expect(await office.sql(`select 1 from escalations where agent_task_id = $1`, [id])).toHaveLength(1);
    const events = await office.events(user.http, id);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    for (const type of ['change_set.proposed', 'agent.finished', 'message'] as const) {
      expect(events.filter((event) => event.type === type)).toHaveLength(1);
    }
  }

  it('and comes back finds that the task is another’s: nothing of it is written', async () => {
    llm.respond(({ messages }) =>
      messages.some(({ role }) => role === 'tool')
        ? text('Done.')
        : toolCall('search_records', { q: 'z' }, 'look'),
    );
    const { id } = await office.ask(user.http, 'Look');
    const stale = await lifecycle.claim(id, 'sleeper');
    if (!stale) throw new Error('not claimed');
    await lapse(id);
    await runner.run(id);
    expect(await task(id)).toMatchObject({ status: 'completed', attempts: 2 });
    const before = await office.sql('select version, event_seq, result from agent_tasks where id = $1', [id]);
    const ref = { task_id: id, run: 1, lease_epoch: stale.lease_epoch };

    await expect(
      kill.journal.record(ref, {
        step: { kind: 'tool', step_key: 'late', name: 'x', status: 'done', input: {} },
        events: [{ type: 'task.status', data: { status: 'running' } }],
      }),
    ).rejects.toThrow('held by another run');
    await expect(lifecycle.settle(ref, { status: 'completed', result: 'late' })).rejects.toThrow(
      'held by another run',
    );
    await expect(lifecycle.suspend(ref)).rejects.toThrow('held by another run');
    expect(
      await office.sql('select version, event_seq, result from agent_tasks where id = $1', [id]),
    ).toEqual(before);
    expect(
      await office.sql('select 1 from agent_steps where task_id = $1 and lease_epoch = $2', [
        id,
        stale.lease_epoch,
      ]),
    ).toEqual([]);
  });

  it('is not let in twice: of ten claims at once one wins', async () => {
    const { id } = await office.ask(user.http, 'Look');
    const claims = await Promise.all(Array.from({ length: 10 }, (_, n) => lifecycle.claim(id, `w${n}`)));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('again and again at the same step ends the task, with an escalation', async () => {
    llm.respond(() => text('Never heard.'));
    const { id } = await office.ask(user.http, 'Poison');
    for (let death = 1; death <= MAX_CRASHES; death++) {
      kill.arm(3, 'before');
      expect(await kill.during(() => runner.run(id))).toBe(true);
      expect((await task(id)).status).toBe('running');
      await lapse(id);
    }
    kill.disarm();
    await runner.run(id);
    expect(await task(id)).toMatchObject({ status: 'failed', error: { code: 'CRASHED' } });
    expect(await office.sql('select kind, status from escalations where agent_task_id = $1', [id])).toEqual([
      { kind: 'failure', status: 'open' },
    ]);
  });

  it('between a decision and its sleep goes on at once: the decision is not slept through', async () => {
    const [record = 0] = await office.addRecords({ name: 'race', metadata: { batch: 'race' } });
    llm.respond(({ messages }) =>
      messages.some(({ role }) => role === 'tool')
        ? text('Done.')
        : toolCall(
            'propose_update_matching',
            { ...PROPOSAL, filter: [{ field: 'id', op: 'eq', value: record }] },
            'p',
          ),
    );
    const { id } = await office.ask(user.http, 'Race');
    const suspend = lifecycle.suspend.bind(lifecycle);
    const spy = jest.spyOn(lifecycle, 'suspend').mockImplementation(async (ref) => {
      await approve(id);
      return suspend(ref);
    });
    await runner.run(id);
    spy.mockRestore();
    expect(await task(id)).toMatchObject({ status: 'completed', result: 'Done.', attempts: 1 });
  });
});
