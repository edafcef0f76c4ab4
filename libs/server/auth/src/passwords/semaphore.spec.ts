import { Semaphore } from './semaphore';

describe('Semaphore', () => {
  it('runs a few at once, in order, and refuses what cannot even wait', async () => {
    const semaphore = new Semaphore(2, 1, () => new Error('full'));
    const log: string[] = [];
    const ends: (() => void)[] = [];
    const start = (name: string) =>
      semaphore.run(async () => {
        log.push(name);
        await new Promise<void>((resolve) => ends.push(resolve));
      });
    const [a, b, c] = [start('a'), start('b'), start('c')];
    await expect(start('d')).rejects.toThrow('full');
    expect(log).toEqual(['a', 'b']);
    ends[0]?.();
    await a;
    expect(log).toEqual(['a', 'b', 'c']);
    ends.forEach((end) => end());
    await Promise.all([b, c]);
  });

  it('gives its slot back when the work fails', async () => {
    const semaphore = new Semaphore(1, 0, () => new Error('full'));
    await expect(semaphore.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(semaphore.run(() => Promise.resolve('fine'))).resolves.toBe('fine');
  });
});
