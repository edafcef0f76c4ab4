import { CONFIG, type Config, Database, LiveEvents, REDIS, RedisConnections } from '@bureau/platform';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { type Subscription } from 'rxjs';
import { TaskEvents } from './task-events';
import { decodeEntries, streamKey } from './task-stream';
import { type TaskListener, TaskWatch } from './task-watch';

/** How long one XREAD waits; a new watch interrupts it. Below the connection's socket timeout. */
const BLOCK_MS = 5_000;
/** Pause after a read that failed: Redis is away. */
const RETRY_MS = 500;
/** How often the database is asked whether a watched task went on without the stream telling. */
const LOOK_MS = 1_000;

type StreamReply = [key: string, entries: [id: string, fields: string[]][]][] | null;

interface Channel {
  taskId: number;
  key: string;
  lastId: string;
  watches: Set<TaskWatch>;
}

/**
 * All tasks that anybody watches in this process, over one blocking Redis connection. The streams are quick and may
 * lose; the database is complete: gaps are read from it, and all of it while Redis is away.
 */
@Injectable()
export class TaskStreams implements BeforeApplicationShutdown {
  private readonly channels = new Map<string, Channel>();
  private readonly wakeKey: string;
  private wakeId = '0-0';
  private reader: Redis | null = null;
  private reading: Promise<void> = Promise.resolve();
  private looking: NodeJS.Timeout | null = null;
  private changes: Subscription | null = null;
  private stopped = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(REDIS) private readonly redis: Redis,
    private readonly connections: RedisConnections,
    private readonly database: Database,
    private readonly events: TaskEvents,
    private readonly live: LiveEvents,
  ) {
    this.wakeKey = `${config.queuePrefix}:task-streams:${randomUUID()}`;
  }

  /**
   * Tells `listener` everything of the task after `afterSeq`: what is stored first, then what happens.
   * @returns ends the watch
   */
  async watch(taskId: number, afterSeq: number, listener: TaskListener): Promise<() => void> {
    const watch = new TaskWatch(afterSeq, listener, (after) => this.events.list(taskId, after));
    await watch.catchUp();
    const key = streamKey(this.config.queuePrefix, taskId);
    const channel = this.channels.get(key);
    if (channel) {
      channel.watches.add(watch);
      await this.replay(channel, watch);
    } else {
      this.channels.set(key, { taskId, key, lastId: '0-0', watches: new Set([watch]) });
      this.start();
    }
    return () => this.unwatch(key, watch);
  }

  /** Ends the read that waits, so that nothing is under way when the connections close. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.looking) clearInterval(this.looking);
    this.changes?.unsubscribe();
    await this.interrupt();
    await Promise.race([this.reading, new Promise((resolve) => setTimeout(resolve, BLOCK_MS).unref())]);
    await this.redis.del(this.wakeKey).catch(() => undefined);
  }

  private unwatch(key: string, watch: TaskWatch): void {
    watch.close();
    const channel = this.channels.get(key);
    channel?.watches.delete(watch);
    if (channel?.watches.size === 0) this.channels.delete(key);
  }

  /** Somebody who joins a watched task gets the text that is being written from its beginning. */
  private async replay(channel: Channel, watch: TaskWatch): Promise<void> {
    const entries = await this.redis.xrange(channel.key, '-', '+').catch(() => []);
    await watch.offer(decodeEntries(entries)).catch(() => undefined);
  }

  private start(): void {
    if (!this.reader) {
      this.reader = this.connections.blocking('task-streams');
      this.reading = this.run(this.reader);
      this.looking = setInterval(() => void this.look(), LOOK_MS);
      this.changes = this.live
        .on<{ id: number }>('agent_task.changed')
        .subscribe(({ payload }) => this.nudge(payload.id));
    }
    void this.interrupt();
  }

  /** Has the read that waits begin again, with the tasks that are watched by now. */
  private async interrupt(): Promise<void> {
    if (this.reader)
      await this.redis.xadd(this.wakeKey, 'MAXLEN', 1, '*', 'wake', '1').catch(() => undefined);
  }

  private async run(reader: Redis): Promise<void> {
    while (!this.stopped) {
      const channels = [...this.channels.values()];
      const keys = [this.wakeKey, ...channels.map(({ key }) => key)];
      const ids = [this.wakeId, ...channels.map(({ lastId }) => lastId)];
      try {
        this.receive(
          (await reader.xread('COUNT', 500, 'BLOCK', BLOCK_MS, 'STREAMS', ...keys, ...ids)) as StreamReply,
        );
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      }
    }
  }

  private receive(reply: StreamReply): void {
    for (const [key, entries] of reply ?? []) {
      const lastId = entries.at(-1)?.[0];
      const channel = this.channels.get(key);
      if (lastId && key === this.wakeKey) this.wakeId = lastId;
      if (!channel || !lastId) continue;
      channel.lastId = lastId;
      const decoded = decodeEntries(entries);
      for (const watch of channel.watches) void watch.offer(decoded).catch(() => undefined);
    }
  }

  private nudge(taskId: number): void {
    const channel = this.channels.get(streamKey(this.config.queuePrefix, taskId));
    for (const watch of channel?.watches ?? []) void watch.catchUp().catch(() => undefined);
  }

  /** One question for all watched tasks: who has events that a watcher has not seen? */
  private async look(): Promise<void> {
    const channels = [...this.channels.values()];
    if (channels.length === 0) return;
    const rows = await this.database
      .query<{ id: number; event_seq: number }>({
        name: 'task_events_look',
        text: 'select id, event_seq from agent_tasks where id = any($1::bigint[])',
        values: [channels.map(({ taskId }) => taskId)],
      })
      .catch(() => []);
    for (const { id, event_seq } of rows) {
      for (const watch of this.channels.get(streamKey(this.config.queuePrefix, id))?.watches ?? []) {
        if (event_seq > watch.seq) void watch.catchUp().catch(() => undefined);
      }
    }
  }
}
