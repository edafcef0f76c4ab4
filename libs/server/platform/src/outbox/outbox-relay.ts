import { getQueueToken } from '@nestjs/bullmq';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { type Queue } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { CONFIG, type Config } from '../config';
import { Database } from '../database/database';
import { type Statement } from '../database/statement';
import { liveChannel } from '../live/live-channel';
import { REDIS } from '../redis/redis.module';
import { type OutboxEvent } from './outbox-event';
import { OutboxRoutes } from './outbox-routes';
import { OUTBOX_CHANNEL } from './outbox-signal';

/** Rows delivered in one go. */
const BATCH = 500;
/** A signal that was lost delays an event by this much at most. */
const POLL_MS = 1_000;
/** Pause after a delivery that failed: Redis is away. */
const RETRY_MS = 1_000;
/** Delivered rows are kept this long for people who look for a cause. */
const KEEP_HOURS = 24;

/** SKIP LOCKED on a flag, never `id > last`: ids are not drawn in the order of commits. */
const CLAIM: Statement = {
  name: 'outbox_claim',
  text: `select id, topic, payload from outbox where not sent order by id limit ${BATCH} for update skip locked`,
};

/** Delivers committed events: to the queues that they are routed to, and to every process that shows them live. */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(OutboxRelay.name);
  private listener: pg.Client | null = null;
  private stopped = false;
  private running: Promise<void> | null = null;
  private wake: () => void = () => undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(REDIS) private readonly redis: Redis,
    private readonly database: Database,
    private readonly routes: OutboxRoutes,
    private readonly modules: ModuleRef,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.running;
    await this.listener?.end().catch(() => undefined);
  }

  /**
   * Delivers one batch. A crash between delivery and commit delivers it again: jobs are deduplicated by their ids, and
   * live events only say which version there is.
   * @returns how many events were delivered
   */
  async deliver(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const events = await tx.query<OutboxEvent>(CLAIM);
      if (events.length === 0) return 0;
      for (const [queue, jobs] of this.routes.jobsFor(events)) {
        const entries = jobs.map(({ name, id, data, priority }) => ({
          name,
          data,
          opts: { jobId: id, priority },
        }));
        await this.modules.get<Queue>(getQueueToken(queue), { strict: false }).addBulk(entries);
      }
      await this.redis.publish(liveChannel(this.config.queuePrefix), JSON.stringify(events));
      await tx.query({
        name: 'outbox_sent',
        text: 'update outbox set sent = true where id = any($1::bigint[])',
        values: [events.map(({ id }) => id)],
      });
      return events.length;
    });
  }

  /** Deletes rows that were delivered long ago. */
  async prune(): Promise<void> {
    await this.database.query({
      name: 'outbox_prune',
      text: `delete from outbox where id in (select id from outbox where sent and created_at < now() - interval '${KEEP_HOURS} h' order by id limit 10000)`,
    });
  }

  private async run(): Promise<void> {
    let failing = false;
    while (!this.stopped) {
      const woken = this.nextSignal();
      let pause = POLL_MS;
      try {
        await this.listen();
        if ((await this.deliver()) === BATCH) continue;
        failing = false;
      } catch (error) {
        if (!failing) this.logger.warn(`Events wait, delivery failed: ${(error as Error).message}`);
        failing = true;
        pause = RETRY_MS;
      }
      await woken(pause);
    }
  }

  /** Armed before the rows are read, so that a signal which arrives meanwhile is not lost. */
  private nextSignal(): (timeoutMs: number) => Promise<void> {
    const signal = new Promise<void>((resolve) => (this.wake = resolve));
    return async (timeoutMs) => {
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([signal, new Promise<void>((resolve) => (timer = setTimeout(resolve, timeoutMs)))]);
      clearTimeout(timer);
    };
  }

  private async listen(): Promise<void> {
    if (this.listener) return;
    const client = new pg.Client({
      connectionString: this.config.databaseUrl,
      connectionTimeoutMillis: 2_000,
    });
    client.on('error', () => (this.listener = null));
    client.on('notification', () => this.wake());
    await client.connect();
    await client.query(`listen ${OUTBOX_CHANNEL}`);
    this.listener = client;
  }
}
