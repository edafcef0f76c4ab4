import { FairShare, MAX_PRIORITY } from './fair-share';

const order = (placed: { who: string; place: number }[]) =>
  placed
    .map((one, at) => ({ ...one, at }))
    .sort((a, b) => a.place - b.place || a.at - b.at)
    .map(({ who }) => who);

describe('FairShare', () => {
  it('lets ten tasks of one person through while two hundred of another wait', () => {
    const fair = new FairShare();
    const many = Array.from({ length: 200 }, () => ({ who: 'A', place: fair.place(1, 5) }));
    const few = Array.from({ length: 10 }, () => ({ who: 'B', place: fair.place(2, 5) }));
    const served = order([...many, ...few]);
    expect(served.lastIndexOf('B')).toBeLessThan(20);
  });

  it('does not let somebody who comes late overtake what is being served', () => {
    const fair = new FairShare();
    for (let i = 0; i < 100; i++) fair.place(1, 5);
    fair.advance(400);
    expect(fair.place(2, 5)).toBeGreaterThanOrEqual(400);
  });

  it('gives urgent tasks more turns', () => {
    const fair = new FairShare();
    const urgent = Array.from({ length: 10 }, () => ({ who: 'urgent', place: fair.place(1, 1) }));
    const idle = Array.from({ length: 10 }, () => ({ who: 'idle', place: fair.place(2, 10) }));
    expect(order([...urgent, ...idle]).slice(0, 9)).not.toContain('idle');
  });

  it('starts anew when nothing waits, and never leaves the range of the queue', () => {
    const fair = new FairShare();
    for (let i = 0; i < 300_000; i++) fair.place(1, 10);
    expect(fair.place(1, 10)).toBe(MAX_PRIORITY);
    fair.advance(null);
    expect(fair.place(1, 5)).toBe(5);
  });
});
