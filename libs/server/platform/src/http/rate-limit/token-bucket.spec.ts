import { TokenBuckets } from './token-bucket';

describe('TokenBuckets', () => {
  let now = 0;
  const buckets = () => new TokenBuckets({ perSecond: 10, burst: 3 }, () => now);

  beforeEach(() => (now = 1_000));

  it('lets a burst through, then refuses and says how long to wait', () => {
    const limiter = buckets();
    expect([1, 2, 3].map(() => limiter.take('a').remaining)).toEqual([2, 1, 0]);
    expect(limiter.take('a')).toEqual({ allowed: false, remaining: 0, resetSeconds: 1 });
  });

  it('gives tokens back with time, never above the burst', () => {
    const limiter = buckets();
    for (let i = 0; i < 3; i++) limiter.take('a');
    now += 100;
    expect(limiter.take('a').allowed).toBe(true);
    expect(limiter.take('a').allowed).toBe(false);
    now += 60_000;
    expect(limiter.take('a').remaining).toBe(2);
  });

  it('keeps callers apart', () => {
    const limiter = buckets();
    for (let i = 0; i < 4; i++) limiter.take('a');
    expect(limiter.take('b').allowed).toBe(true);
  });
});
