import { Inject, Injectable } from '@nestjs/common';
import { type Redis } from 'ioredis';
import { CONFIG, type Config } from '../../config';
import { REDIS } from '../../redis/redis.module';
import { type BucketSettings } from './token-bucket';

/** How late a process hears of what the others let through. */
const EVERY_MS = 200;
/** Keys of one script call; the rest waits for the next. */
const BATCH = 500;

/**
 * Takes from each bucket what a process has let through, and tells what is left for all. Below empty a bucket goes by
 * one burst at most, so that nobody who was let through by several processes at once waits for long.
 */
const SPEND = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local left = {}
for i, key in ipairs(KEYS) do
  local bucket = redis.call('HMGET', key, 'tokens', 'at')
  local tokens = burst
  if bucket[1] then tokens = math.min(burst, tonumber(bucket[1]) + (now - tonumber(bucket[2])) / 1000 * rate) end
  tokens = math.max(tokens - tonumber(ARGV[i + 2]), -burst)
  redis.call('HSET', key, 'tokens', tostring(tokens), 'at', now)
  redis.call('PEXPIRE', key, math.ceil((burst - tokens) / rate * 1000) + 1000)
  left[i] = math.floor(tokens)
end
return left`;

/** What all processes together have let through, in Redis. Nobody waits for it, and nobody misses it while it is away. */
@Injectable()
export class SharedBuckets {
  private spent = new Map<string, number>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(REDIS) private readonly redis: Redis,
  ) {}

  /**
   * Counts one token of a key, to be told to the others soon.
   * @param told hears how many tokens all processes have left of a key
   */
  spend(key: string, settings: BucketSettings, told: (key: string, left: number) => void): void {
    this.spent.set(key, (this.spent.get(key) ?? 0) + 1);
    if (this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.share(settings, told);
    }, EVERY_MS);
    this.timer.unref();
  }

  /** Tells the others now. While Redis is away each process counts for itself. */
  async share(settings: BucketSettings, told: (key: string, left: number) => void): Promise<void> {
    const all = [...this.spent];
    this.spent = new Map(all.slice(BATCH));
    const batch = all.slice(0, BATCH);
    if (batch.length === 0) return;
    try {
      const left = (await this.redis.eval(
        SPEND,
        batch.length,
        ...batch.map(([key]) => `${this.config.queuePrefix}:rate:${key}`),
        settings.perSecond,
        settings.burst,
        ...batch.map(([, count]) => count),
      )) as number[];
      batch.forEach(([key], i) => told(key, (left[i] ?? 0) - (this.spent.get(key) ?? 0)));
    } catch {
      return;
    }
    if (this.spent.size >= BATCH) await this.share(settings, told);
  }
}
