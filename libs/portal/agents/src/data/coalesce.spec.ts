import { coalesce } from './coalesce';

describe('coalesce', () => {
  it('runs once more for all calls that came while it ran, never twice at a time', async () => {
    const finish: (() => void)[] = [];
    const work = jest.fn(() => new Promise<void>((resolve) => finish.push(resolve)));
    const run = coalesce(work);

    const first = run();
    void run();
    void run();
    expect(work).toHaveBeenCalledTimes(1);

    finish[0]?.();
    await Promise.resolve();
    expect(work).toHaveBeenCalledTimes(2);

    finish[1]?.();
    await first;
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('runs again when it is called later', async () => {
    const work = jest.fn(() => Promise.resolve());
    const run = coalesce(work);

    await run();
    await run();

    expect(work).toHaveBeenCalledTimes(2);
  });
});
