export interface BucketSettings {
  /** Tokens that come back in a second. */
  perSecond: number;
  /** Tokens that a full bucket holds. */
  burst: number;
}

export interface Taking {
  allowed: boolean;
  /** Whole tokens left. */
  remaining: number;
  /** Seconds until the bucket is full again, or until one token is back where the taking was refused. */
  resetSeconds: number;
}

interface Bucket {
  tokens: number;
  /** Milliseconds of a monotonic clock. */
  at: number;
}

/** Beyond this many callers the buckets that are full again are dropped: a full bucket is the same as none. */
const SWEEP_ABOVE = 10_000;

/** Token buckets by key, in the memory of this process. */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    readonly settings: BucketSettings,
    private readonly now: () => number = () => performance.now(),
  ) {}

  take(key: string): Taking {
    const { perSecond, burst } = this.settings;
    const tokens = this.refilled(key);
    const allowed = tokens >= 1;
    const left = allowed ? tokens - 1 : tokens;
    this.buckets.set(key, { tokens: left, at: this.now() });
    if (this.buckets.size > SWEEP_ABOVE) this.sweep();
    return {
      allowed,
      remaining: Math.max(Math.floor(left), 0),
      resetSeconds: Math.ceil(((allowed ? burst : 1) - left) / perSecond),
    };
  }

  /** Others took from the same bucket: no more than this is left, which may be less than nothing. */
  lower(key: string, tokens: number): void {
    this.buckets.set(key, { tokens: Math.min(this.refilled(key), tokens), at: this.now() });
  }

  private refilled(key: string): number {
    const { perSecond, burst } = this.settings;
    const bucket = this.buckets.get(key);
    return bucket ? Math.min(burst, bucket.tokens + ((this.now() - bucket.at) / 1_000) * perSecond) : burst;
  }

  private sweep(): void {
    for (const key of this.buckets.keys()) {
      if (this.refilled(key) >= this.settings.burst) this.buckets.delete(key);
    }
  }
}
