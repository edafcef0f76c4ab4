import { type Config } from '@bureau/platform';
import { type Redis } from 'ioredis';
import { AttemptCounter } from './attempt-counter';

const away = () => Promise.reject(new Error('Redis is away'));
const redis = { eval: away, del: away } as unknown as Redis;
const budget = (key: string, limit = 2) => ({ key, limit, windowSeconds: 60 });

describe('AttemptCounter while Redis is away', () => {
  let counter: AttemptCounter;
  let now: jest.SpyInstance<number, []>;

  beforeEach(() => {
    counter = new AttemptCounter({ queuePrefix: 'test' } as Config, redis);
    now = jest.spyOn(Date, 'now').mockReturnValue(1_000_000);
  });
  afterEach(() => now.mockRestore());

  it('counts in this process, refuses at the limit, and forgets in time', async () => {
    expect(await counter.take([budget('a')])).toBe(0);
    now.mockReturnValue(1_030_000);
    expect(await counter.take([budget('a')])).toBe(0);
    expect(await counter.take([budget('a')])).toBe(30);
    now.mockReturnValue(1_060_000);
    expect(await counter.take([budget('a')])).toBe(0);
  });

  it('uses no budget where another one is used up', async () => {
    await counter.take([budget('small', 1)]);
    for (let i = 0; i < 5; i++) expect(await counter.take([budget('other'), budget('small', 1)])).toBe(60);
    expect(await counter.take([budget('other', 1)])).toBe(0);
  });

  it('gives back and clears', async () => {
    await counter.take([budget('a', 1)]);
    await counter.giveBack([budget('a', 1)]);
    expect(await counter.take([budget('a', 1)])).toBe(0);
    await counter.clear(budget('a', 1));
    expect(await counter.take([budget('a', 1)])).toBe(0);
    expect(await counter.take([budget('a', 1)])).toBe(60);
  });
});
