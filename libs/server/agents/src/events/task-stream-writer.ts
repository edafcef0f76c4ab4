import { type AgentTaskDelta, type AgentTaskEvent } from '@bureau/contracts';
import { CONFIG, type Config, REDIS } from '@bureau/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Redis } from 'ioredis';
import { STREAM_LENGTH, STREAM_TTL_SECONDS, type StreamEntry, encodeEntry, streamKey } from './task-stream';

/** Puts what happens in tasks on their Redis Streams. Never waits and never fails: Redis only makes watching quicker. */
@Injectable()
export class TaskStreamWriter {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(REDIS) private readonly redis: Redis,
  ) {}

  /** Committed events, in order. */
  publish(events: readonly AgentTaskEvent[]): void {
    for (const event of events) this.add(event.task_id, { kind: 'event', event });
  }

  /** A piece of text as the model writes it. */
  delta(delta: AgentTaskDelta): void {
    this.add(delta.task_id, { kind: 'delta', delta });
  }

  private add(taskId: number, entry: StreamEntry): void {
    const key = streamKey(this.config.queuePrefix, taskId);
    const pipeline = this.redis
      .pipeline()
      .xadd(key, 'MAXLEN', '~', STREAM_LENGTH, '*', ...encodeEntry(entry));
    if (entry.kind === 'event') pipeline.expire(key, STREAM_TTL_SECONDS);
    pipeline.exec().catch(() => undefined); // watchers read what is missing from PostgreSQL
  }
}
