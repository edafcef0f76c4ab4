import { OutboxRelay, QUEUES } from '@bureau/platform';
import { ScriptedLlm, type TestContext, testWorker, text } from '@bureau/testing';
import { getQueueToken } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { type ConnectionOptions, type Queue, Worker } from 'bullmq';
import { AgentsModule } from '../agents.module';
import { AgentOffice } from '../testing/agent-office';
import { QueueManager } from './queue-manager';

@Module({ imports: [AgentsModule], providers: [QueueManager] })
class QueueOnlyModule {}

describe('QueueManager', () => {
  let llm: ScriptedLlm;
  let office: AgentOffice;
  let user: Awaited<ReturnType<AgentOffice['signIn']>>;
  let manager: QueueManager;
  let worker: TestContext;
  let queue: Queue;

  beforeAll(async () => {
    llm = await ScriptedLlm.start();
    office = await AgentOffice.open(llm);
    worker = await testWorker([QueueOnlyModule], office.api);
    await worker.app.get(OutboxRelay, { strict: false }).beforeApplicationShutdown(); // events wait until a test delivers them
    manager = worker.app.get(QueueManager, { strict: false });
    await manager.beforeApplicationShutdown(); // nor does it look by itself
    queue = worker.app.get<Queue>(getQueueToken(QUEUES.agentTasks), { strict: false });
    user = await office.signIn();
  });
  beforeEach(async () => {
    await office.sql(`delete from agent_tasks`);
    await office.sql(`update outbox set sent = true`);
    await queue.obliterate({ force: true });
  });
  afterAll(async () => {
    await worker.close();
    await office.close();
    await llm.stop();
  });

  const deliver = () => worker.app.get(OutboxRelay, { strict: false }).deliver();
  const waiting = async () =>
    (await queue.getJobs(['prioritized'])).map((job) => (job.data as { task_id: number }).task_id);
  const age = (id: number) =>
    office.sql(`update agent_tasks set updated_at = now() - interval '1 minute' where id = $1`, [id]);

  it('makes one job of a queued task, however often its event is delivered', async () => {
    const { id } = await office.ask(user.http, 'x');
    await deliver();
    await office.sql('update outbox set sent = false');
    await deliver();
    expect(await waiting()).toEqual([id]);
    await age(id);
    expect(await manager.reconcile()).toBe(0);
  });

  it('finds tasks whose job was lost with Redis, once each', async () => {
    const lost = await office.ask(user.http, 'lost');
    const fresh = await office.ask(user.http, 'fresh');
    await deliver();
    await queue.obliterate({ force: true });
    await age(lost.id);
    expect(await manager.reconcile()).toBe(1);
    expect(await manager.reconcile()).toBe(0);
    expect(await waiting()).toEqual([lost.id]);
    expect(fresh.status).toBe('queued');
  });

  it('finds tasks whose worker died, and leaves those alone that are held or wait for people', async () => {
    const [dead, held, asleep] = await Promise.all(
      ['dead', 'held', 'asleep'].map((input) => office.ask(user.http, input)),
    );
    await office.sql(
      `update agent_tasks set status = 'running', lease_expires_at = now() - interval '1 s' where id = $1`,
      [dead?.id],
    );
    await office.sql(
      `update agent_tasks set status = 'running', lease_expires_at = now() + interval '10 s' where id = $1`,
      [held?.id],
    );
    await office.sql(`update agent_tasks set status = 'waiting_approval' where id = $1`, [asleep?.id]);
    expect(await manager.reconcile()).toBe(1);
    expect(await waiting()).toEqual([dead?.id]);
  });

  it('does not wait for the queue to notice that a worker is dead', async () => {
    const { id } = await office.ask(user.http, 'dead');
    await deliver();
    const dead = new Worker(QUEUES.agentTasks, undefined, {
      connection: { ...queue.opts.connection, maxRetriesPerRequest: null } as ConnectionOptions,
      prefix: queue.opts.prefix,
    });
    await dead.waitUntilReady();
    expect(await dead.getNextJob('token')).toMatchObject({ data: { task_id: id } });
    await age(id);
    expect(await manager.reconcile()).toBe(0);
    await office.sql(
      `update agent_tasks set status = 'running', lease_expires_at = now() - interval '1 s' where id = $1`,
      [id],
    );
    expect(await manager.reconcile()).toBe(1);
    expect(await waiting()).toEqual([id]);
    await dead.close();
  });

  it('serves a second person between the many tasks of the first', async () => {
    const other = await office.signIn();
    await office.sql(
      `insert into agent_tasks (input, requested_by, updated_at) select 'many', $1, now() - interval '1 minute' from generate_series(1, 100)`,
      [user.user_id],
    );
    const mine = await office.sql<{ id: number }>(
      `insert into agent_tasks (input, requested_by, updated_at) select 'few', $1, now() - interval '1 minute' from generate_series(1, 5) returning id`,
      [other.user_id],
    );
    expect(await manager.reconcile()).toBe(105);
    const order = (await queue.getJobs(['prioritized'], 0, -1, true)).map(
      (job) => (job.data as { task_id: number }).task_id,
    );
    const places = mine.map(({ id }) => order.indexOf(Number(id)));
    expect(Math.max(...places)).toBeLessThan(15);
  });

  it('has a worker that comes later work on everything that was accepted', async () => {
    llm.respond(() => text('Done.'));
    const tasks = await Promise.all(['a', 'b', 'c'].map((input) => office.ask(user.http, input)));
    await queue.obliterate({ force: true });
    await office.sql('update outbox set sent = true');
    await office.hire();
    for (const { id } of tasks) await office.until(user.http, id, 'completed');
  });
});
