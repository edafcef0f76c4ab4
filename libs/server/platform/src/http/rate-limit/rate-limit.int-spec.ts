import { HttpClient, type Answer, testApp, type TestApp } from '@bureau/testing';
import { Controller, Get, Module } from '@nestjs/common';
import { REDIS } from '../../redis/redis.module';
import { type Redis } from 'ioredis';
import { Permit } from '../access/access.decorators';
import { RATE_LIMIT, RateLimiter } from './rate-limiter';
import { SharedBuckets } from './shared-buckets';

@Permit('entity:read')
@Controller('counter')
class CounterController {
  @Get()
  get() {
    return { counted: true };
  }
}

@Module({ controllers: [CounterController] })
class CounterModule {}

const remaining = ({ headers }: Answer<unknown>) =>
  Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);

describe('the rate limit of two processes on one Redis', () => {
  let one: TestApp;
  let two: TestApp;

  beforeAll(async () => {
    one = await testApp([CounterModule]);
    two = await testApp([CounterModule], { queuePrefix: one.config.queuePrefix });
  });
  afterAll(() => Promise.all([one.close(), two.close()]));

  /** Lets a process tell the others, and hear of them, now. */
  function share(test: TestApp): Promise<void> {
    const { buckets } = test.app.get(RateLimiter) as unknown as {
      buckets: { lower(k: string, n: number): void };
    };
    return test.app.get(SharedBuckets).share(RATE_LIMIT, (key, left) => buckets.lower(key, left));
  }

  async function spend(test: TestApp, ip: string, count: number): Promise<Answer<unknown>[]> {
    const answers: Answer<unknown>[] = [];
    for (let sent = 0; sent < count; sent += 50) {
      const some = Array.from({ length: Math.min(50, count - sent) }, () =>
        test.anonymous.get('/counter', { 'x-forwarded-for': ip }),
      );
      answers.push(...(await Promise.all(some)));
    }
    return answers;
  }

  it('is said in the headers, policy and what is left', async () => {
    const { http } = await one.signIn('user');
    const { headers } = await http.get('/counter');
    expect(headers.get('ratelimit-policy')).toBe('"caller";q=500;w=5');
    expect(headers.get('ratelimit')).toMatch(/^"caller";r=\d+;t=\d+$/);
  });

  it('is one for both: what one lets through the other does not', async () => {
    const ip = '203.0.113.50';
    const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now());
    try {
      await spend(one, ip, 400);
      await share(one);
      const [first] = await spend(two, ip, 1);
      await share(two);
      const [second] = await spend(two, ip, 1);
      expect(remaining(first as Answer<unknown>)).toBe(499);
      // What came back meanwhile by the clock of Redis is left out of account by asking for far less than a half.
      expect(remaining(second as Answer<unknown>)).toBeLessThan(350);
    } finally {
      clock.mockRestore();
    }
  });

  it('answers 429 with the seconds to wait, and counts each caller by itself', async () => {
    const ip = '203.0.113.51';
    const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now());
    try {
      const answers = await spend(one, ip, RATE_LIMIT.burst + 20);
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused).toHaveLength(20);
      expect(refused[0]?.headers.get('retry-after')).toBe('1');
      expect(refused[0]?.body).toMatchObject({ code: 'RATE_LIMITED' });
      const { http } = await one.signIn('user');
      expect((await http.get('/counter')).status).toBe(200);
    } finally {
      clock.mockRestore();
    }
  });

  it('goes on in each process alone while Redis is away', async () => {
    const redis = two.app.get<Redis>(REDIS);
    const call = jest.spyOn(redis, 'eval').mockRejectedValue(new Error('away'));
    const { token } = await two.signIn('user');
    const http = new HttpClient(two.url, token);
    expect((await http.get('/counter')).status).toBe(200);
    await share(two);
    expect((await http.get('/counter')).status).toBe(200);
    call.mockRestore();
  });
});
