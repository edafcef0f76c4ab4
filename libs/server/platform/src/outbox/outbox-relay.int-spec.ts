import { testDatabase, testServices, type TestDatabase } from '@bureau/testing';
import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { Test, type TestingModule } from '@nestjs/testing';
import { type Queue } from 'bullmq';
import { type Redis } from 'ioredis';
import { firstValueFrom, take, toArray } from 'rxjs';
import { CONFIG, loadConfig } from '../config';
import { Database } from '../database/database';
import { DatabaseModule } from '../database/database.module';
import { LiveEvents } from '../live/live-events';
import { LiveModule } from '../live/live.module';
import { QueueModule } from '../queue/queue.module';
import { QUEUES } from '../queue/queues';
import { liveChannel } from '../live/live-channel';
import { REDIS, RedisModule } from '../redis/redis.module';
import { Global, Module } from '@nestjs/common';
import { emitEvent } from './outbox-event';
import { OutboxRelay } from './outbox-relay';
import { OutboxRoutes } from './outbox-routes';

describe('the outbox relay', () => {
  let test: TestDatabase;
  let module: TestingModule;
  let database: Database;
  let relay: OutboxRelay;
  let queue: Queue;

  beforeAll(async () => {
    test = await testDatabase();
    const config = loadConfig({
      DATABASE_URL: test.url,
      REDIS_URL: testServices().redis_url,
      JWT_SECRET: 'x'.repeat(64),
      QUEUE_PREFIX: `relay-${process.pid}-${Date.now()}`,
    });
    @Global()
    @Module({ providers: [{ provide: CONFIG, useValue: config }], exports: [CONFIG] })
    class ConfigModule {}
    module = await Test.createTestingModule({
      imports: [
        ConfigModule,
        DatabaseModule.forRoot(),
        RedisModule,
        QueueModule.forRoot(),
        LiveModule,
        BullModule,
      ],
      providers: [OutboxRelay],
    }).compile();
    database = module.get(Database);
    relay = module.get(OutboxRelay);
    queue = module.get<Queue>(getQueueToken(QUEUES.notifications));
    module.get(OutboxRoutes).register({
      topic: 'note.changed',
      queue: QUEUES.notifications,
      job: ({ id, payload }) =>
        payload['skip'] ? null : { name: 'note.deliver', id: `note-${id}`, data: { event_id: id } },
    });
    await module.init();
    await subscribed(module.get<Redis>(REDIS), liveChannel(config.queuePrefix));
  });

  afterAll(async () => {
    await queue?.obliterate({ force: true });
    await module?.close();
    await test?.drop();
  });

  it('turns committed events into jobs and live events, and marks them sent', async () => {
    const live = firstValueFrom(
      module.get(LiveEvents).on<{ n: number }>('note.changed').pipe(take(2), toArray()),
    );
    await database.transaction(async (tx) => {
      await emitEvent(tx, 'note.changed', { n: 1 });
      await emitEvent(tx, 'note.changed', { n: 2, skip: true });
    });
    expect((await live).map(({ payload }) => payload.n)).toEqual([1, 2]);
    const jobs = await queue.getJobs(['waiting', 'prioritized']);
    expect(jobs.map(({ name }) => name)).toEqual(['note.deliver']);
    expect(await unsentAfter(relay)).toBe(0);
  });

  it('does nothing of a transaction that was rolled back', async () => {
    await expect(
      database.transaction(async (tx) => {
        await emitEvent(tx, 'note.changed', { n: 3 });
        throw new Error('later');
      }),
    ).rejects.toThrow('later');
    await relay.deliver();
    expect(await test.sql(`select from outbox where payload ->> 'n' = '3'`)).toHaveLength(0);
  });

  it('adds one job where a row is delivered twice, as after a crash before the mark', async () => {
    await emitEvent(database, 'note.changed', { n: 4 });
    await relay.deliver();
    await test.sql(`update outbox set sent = false where payload ->> 'n' = '4'`);
    const before = await queue.count();
    await relay.deliver();
    expect(await queue.count()).toBe(before);
    expect(await unsentAfter(relay)).toBe(0);
  });

  it('delivers each row once where several relays run at the same time', async () => {
    await database.transaction(async (tx) => {
      for (let n = 0; n < 50; n++) await emitEvent(tx, 'note.changed', { n: 100 + n });
    });
    await Promise.all([relay.deliver(), relay.deliver(), relay.deliver()]);
    expect(await unsentAfter(relay)).toBe(0);
  });

  it('prunes only what was sent long ago', async () => {
    await test.sql(`update outbox set created_at = now() - interval '2 days' where payload ->> 'n' = '4'`);
    await relay.prune();
    expect(await test.sql(`select from outbox where payload ->> 'n' = '4'`)).toHaveLength(0);
    expect((await test.sql(`select from outbox`)).length).toBeGreaterThan(0);
  });

  /** Another relay may hold rows for the moment, so they are delivered until none is left. */
  async function unsentAfter(of: OutboxRelay): Promise<number> {
    for (let i = 0; i < 50; i++) {
      await of.deliver();
      const [row] = await test.sql<{ n: number }>('select count(*)::int as n from outbox where not sent');
      if (row?.n === 0) return 0;
    }
    return -1;
  }
});

/** Live events are not kept: wait until somebody listens. */
async function subscribed(redis: Redis, channel: string): Promise<void> {
  for (;;) {
    const [, listeners] = (await redis.pubsub('NUMSUB', channel)) as [string, number];
    if (listeners > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
