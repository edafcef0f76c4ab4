import { BrokenAnswer, RefusedAnswer } from '../models/model-answer';
import { askAgain, type RetryPolicy } from './model-retry';
import { LimitReached, RunCancelled, RunFailed } from './run-signals';

const POLICY: RetryPolicy = { attempts: 3, baseMs: 1, maxMs: 2 };
const status = (code: number) => Object.assign(new Error('told by the provider: secret'), { status: code });
const never = new AbortController().signal;

describe('askAgain', () => {
  const failing = (...errors: unknown[]) =>
    jest.fn(async () => {
      const error = errors.shift();
      if (error) throw error;
      return 'answer';
    });
  const noted = jest.fn(async () => undefined);
  beforeEach(() => noted.mockClear());

  it('asks again after failures that may pass, and tells of each', async () => {
    const ask = failing(status(500), new BrokenAnswer('cut'));
    await expect(askAgain(POLICY, never, ask, noted)).resolves.toBe('answer');
    expect(ask).toHaveBeenCalledTimes(3);
    expect(noted).toHaveBeenCalledTimes(2);
  });

  it('gives up after the last attempt, without the provider’s own words', async () => {
    const error = await askAgain(POLICY, never, failing(status(429), status(500), status(502)), noted).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(RunFailed);
    expect((error as RunFailed).error).toEqual({
      code: 'MODEL_UNAVAILABLE',
      detail: 'The language model gave no usable answer in 3 attempts. Last: status 502.',
    });
  });

  it.each([[401], [400], [413]])('does not ask again after %d', async (code) => {
    const ask = failing(status(code));
    await expect(askAgain(POLICY, never, ask, noted)).rejects.toMatchObject({
      error: { code: 'MODEL_REFUSED' },
    });
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('finds the status in an error that was wrapped, and refusals too', async () => {
    const wrapped = new Error('middleware', { cause: status(403) });
    await expect(askAgain(POLICY, never, failing(wrapped), noted)).rejects.toMatchObject({
      error: { code: 'MODEL_REFUSED' },
    });
    const refused = new Error('middleware', { cause: new RefusedAnswer('filtered') });
    await expect(askAgain(POLICY, never, failing(refused), noted)).rejects.toMatchObject({
      error: { code: 'MODEL_REFUSED' },
    });
  });

  it('lets signals of the run through at once', async () => {
    const ask = failing(new LimitReached('tool_calls', 1, 1));
    await expect(askAgain(POLICY, never, ask, noted)).rejects.toBeInstanceOf(LimitReached);
    expect(noted).not.toHaveBeenCalled();
  });

  it('stops in the middle of a pause when the run is stopped', async () => {
    const stop = new AbortController();
    const asking = askAgain(
      { attempts: 2, baseMs: 60_000, maxMs: 60_000 },
      stop.signal,
      failing(status(500)),
      async () => stop.abort(new RunCancelled()),
    );
    await expect(asking).rejects.toBeInstanceOf(RunCancelled);
  });
});
