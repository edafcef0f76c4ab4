import { setTimeout as sleep } from 'node:timers/promises';
import { RefusedAnswer } from '../models/model-answer';
import { RunFailed, RunSignal } from './run-signals';

/** How often and how patiently a model is asked again. */
export interface RetryPolicy {
  attempts: number;
  /** Milliseconds before the second attempt; each further one waits twice as long, with jitter. */
  baseMs: number;
  maxMs: number;
}

/** About a minute in all: longer outages are for people, who retry the task from where it stands. */
export const MODEL_RETRY: RetryPolicy = { attempts: 8, baseMs: 500, maxMs: 30_000 };

/** Injection token of the policy. */
export const MODEL_RETRY_POLICY = Symbol('MODEL_RETRY_POLICY');

/** The provider said that the request itself is wrong, or that we may not ask. */
const HOPELESS = new Set([400, 401, 402, 403, 404, 405, 413, 422]);

/**
 * Asks until there is an answer.
 * @param onFailure is told of each attempt that failed, before the pause
 * @throws RunFailed where asking again is hopeless or was tried often enough; whatever aborted `signal`
 */
export async function askAgain<T>(
  { attempts, baseMs, maxMs }: RetryPolicy,
  signal: AbortSignal,
  ask: () => Promise<T>,
  onFailure: (error: Error) => Promise<void>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof RunSignal) throw error;
      const failure = rootOf(error);
      await onFailure(failure);
      const reason = hopeless(failure);
      if (reason) throw new RunFailed({ code: 'MODEL_REFUSED', detail: reason }, error);
      if (attempt >= attempts) {
        throw new RunFailed(
          {
            code: 'MODEL_UNAVAILABLE',
            detail: `The language model gave no usable answer in ${attempts} attempts. Last: ${describe(failure)}.`,
          },
          error,
        );
      }
      await sleep(pause(failure, attempt, baseMs, maxMs), undefined, { signal }).catch(() => {
        throw signal.reason;
      });
    }
  }
}

/** langchain wraps what is thrown inside of it; the innermost error says what happened. */
function rootOf(error: unknown): Error {
  let at = error instanceof Error ? error : new Error(String(error));
  for (let depth = 0; at.cause instanceof Error && statusOf(at) === null && depth < 10; depth++)
    at = at.cause;
  return at;
}

function statusOf(error: Error): number | null {
  const { status } = error as { status?: unknown };
  return typeof status === 'number' ? status : null;
}

function hopeless(error: Error): string | null {
  if (error instanceof RefusedAnswer) return `The language model does not answer this: ${error.message}.`;
  const status = statusOf(error);
  return status !== null && HOPELESS.has(status)
    ? `The language model's address refuses the request with status ${status}.`
    : null;
}

/** The provider's own words may quote what was sent, so only the kind of failure is told. */
function describe(error: Error): string {
  const status = statusOf(error);
  if (status !== null) return `status ${status}`;
  return error.constructor.name === 'BrokenAnswer' ? error.message : 'no connection or a broken one';
}

function pause(error: Error, attempt: number, baseMs: number, maxMs: number): number {
  const asked = retryAfterMs(error);
  if (asked !== null) return Math.min(asked, maxMs);
  const step = Math.min(baseMs * 2 ** (attempt - 1), maxMs);
  return step / 2 + Math.random() * (step / 2);
}

function retryAfterMs(error: Error): number | null {
  const { headers } = error as { headers?: unknown };
  const value = headers instanceof Headers ? headers.get('retry-after') : null;
  const seconds = value === null ? NaN : Number(value);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
}
