import { type Config } from '@bureau/platform';
import { type Redis } from 'ioredis';
import { AttemptCounter } from './attempt-counter';

const away = () => Promise.reject(new Error('Redis is away'));
const redis = {
  get: away,
  ttl: away,
  del: away,
  multi: () => ({ incr: () => ({ expire: () => ({ exec: away }) }) }),
} as unknown as Redis;

describe('AttemptCounter while Redis is away', () => {
  it('counts in this process, and forgets in time', async () => {
    const counter = new AttemptCounter({ queuePrefix: 'test' } as Config, redis);
    const now = jest.spyOn(Date, 'now').mockReturnValue(1_000_000);
    await counter.add('a', 60);
    now.mockReturnValue(1_030_000);
    await counter.add('a', 60);
    expect(await counter.read('a')).toEqual({ value: 2, seconds: 30 });
    expect(await counter.read('b')).toEqual({ value: 0, seconds: 1 });
    now.mockReturnValue(1_060_000);
    expect((await counter.read('a')).value).toBe(0);
    await counter.add('a', 60);
    await counter.clear('a');
    expect((await counter.read('a')).value).toBe(0);
    now.mockRestore();
  });
});
