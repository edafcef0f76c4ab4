import { CONFIG, type Config, REDIS } from '@bureau/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Redis } from 'ioredis';

interface Count {
  value: number;
  endsAt: number;
}

/** Keys that this process remembers while Redis is away. */
const MAX_KEYS = 10_000;

/** Counts failures by key for a while: for all processes in Redis, and in this process alone while Redis is away. */
@Injectable()
export class AttemptCounter {
  private readonly counts = new Map<string, Count>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(REDIS) private readonly redis: Redis,
  ) {}

  /** How often the key was counted, and the seconds until it is forgotten. */
  async read(key: string): Promise<{ value: number; seconds: number }> {
    try {
      const [value, seconds] = await Promise.all([
        this.redis.get(this.name(key)),
        this.redis.ttl(this.name(key)),
      ]);
      return { value: Number(value ?? 0), seconds: Math.max(seconds, 1) };
    } catch {
      const count = this.local(key);
      return {
        value: count?.value ?? 0,
        seconds: count ? Math.ceil((count.endsAt - Date.now()) / 1_000) : 1,
      };
    }
  }

  /** Counts once more; the first time sets when the key is forgotten. */
  async add(key: string, windowSeconds: number): Promise<void> {
    try {
      await this.redis.multi().incr(this.name(key)).expire(this.name(key), windowSeconds, 'NX').exec();
    } catch {
      const count = this.local(key) ?? { value: 0, endsAt: Date.now() + windowSeconds * 1_000 };
      if (this.counts.size >= MAX_KEYS) this.counts.clear();
      this.counts.set(key, { ...count, value: count.value + 1 });
    }
  }

  async clear(key: string): Promise<void> {
    this.counts.delete(key);
    await this.redis.del(this.name(key)).catch(() => undefined);
  }

  private name(key: string): string {
    return `${this.config.queuePrefix}:attempts:${key}`;
  }

  private local(key: string): Count | undefined {
    const count = this.counts.get(key);
    return count && count.endsAt > Date.now() ? count : undefined;
  }
}
