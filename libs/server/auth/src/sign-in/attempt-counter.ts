import { CONFIG, type Config, REDIS } from '@bureau/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Redis } from 'ioredis';

/** So many attempts in so much time. */
export interface Budget {
  key: string;
  limit: number;
  windowSeconds: number;
}

interface Count {
  value: number;
  endsAt: number;
}

/** Keys that this process remembers while Redis is away. */
const MAX_KEYS = 10_000;

/** Counts in every budget or, where one of them is used up, in none: then the seconds until that one begins anew. */
const TAKE = `
for i, key in ipairs(KEYS) do
  if tonumber(redis.call('get', key) or '0') >= tonumber(ARGV[i]) then return math.max(redis.call('ttl', key), 1) end
end
for i, key in ipairs(KEYS) do
  if redis.call('incr', key) == 1 then redis.call('expire', key, ARGV[#KEYS + i]) end
end
return 0`;

const GIVE_BACK = `
for _, key in ipairs(KEYS) do
  if tonumber(redis.call('get', key) or '0') > 0 then redis.call('decr', key) end
end`;

/**
 * Counts attempts by key for a while: for all processes in Redis, and in this process alone while Redis is away. An
 * attempt is counted before it is made, so that a hundred at once are a hundred.
 */
@Injectable()
export class AttemptCounter {
  private readonly counts = new Map<string, Count>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(REDIS) private readonly redis: Redis,
  ) {}

  /** Uses one attempt of each budget. @returns 0, or the seconds to wait where one is used up, and then none is used */
  async take(budgets: readonly Budget[]): Promise<number> {
    const limits = [
      ...budgets.map(({ limit }) => limit),
      ...budgets.map(({ windowSeconds }) => windowSeconds),
    ];
    try {
      return Number(await this.redis.eval(TAKE, budgets.length, ...this.names(budgets), ...limits));
    } catch {
      return this.takeLocally(budgets);
    }
  }

  /** The attempt was no attack after all. */
  async giveBack(budgets: readonly Budget[]): Promise<void> {
    try {
      await this.redis.eval(GIVE_BACK, budgets.length, ...this.names(budgets));
    } catch {
      for (const { key } of budgets) {
        const count = this.local(key);
        if (count && count.value > 0) count.value--;
      }
    }
  }

  /** Forgets what was counted. */
  async clear({ key }: Budget): Promise<void> {
    this.counts.delete(key);
    await this.redis.del(this.name(key)).catch(() => undefined);
  }

  private takeLocally(budgets: readonly Budget[]): number {
    const now = Date.now();
    for (const { key, limit } of budgets) {
      const count = this.local(key);
      if (count && count.value >= limit) return Math.max(Math.ceil((count.endsAt - now) / 1_000), 1);
    }
    if (this.counts.size >= MAX_KEYS) this.counts.clear();
    for (const { key, windowSeconds } of budgets) {
      const count = this.local(key) ?? { value: 0, endsAt: now + windowSeconds * 1_000 };
      this.counts.set(key, { ...count, value: count.value + 1 });
    }
    return 0;
  }

  private names(budgets: readonly Budget[]): string[] {
    return budgets.map(({ key }) => this.name(key));
  }

  private name(key: string): string {
    return `${this.config.queuePrefix}:attempts:${key}`;
  }

  private local(key: string): Count | undefined {
    const count = this.counts.get(key);
    return count && count.endsAt > Date.now() ? count : undefined;
  }
}
