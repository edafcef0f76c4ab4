import { LimitReached, RunSuspended, runSignalOf } from './run-signals';

describe('runSignalOf', () => {
  it('finds a signal however often it was wrapped', () => {
    const signal = new LimitReached('tool_calls', 100, 100);
    const wrapped = new Error('outer', { cause: new Error('inner', { cause: signal }) });
    expect(runSignalOf(wrapped)).toBe(signal);
    expect(runSignalOf(signal)).toBe(signal);
  });

  it('finds none in an ordinary failure, and does not run in circles', () => {
    const circular = new Error('a');
    circular.cause = circular;
    expect(runSignalOf(circular)).toBeNull();
    expect(runSignalOf('text')).toBeNull();
    expect(runSignalOf(new Error('x', { cause: { name: new RunSuspended().name } }))).toBeNull();
  });
});
