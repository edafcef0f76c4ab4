import autocannon from 'autocannon';
import { percentile } from '../statistics/interval.ts';
import { cpuTime } from './cpu.ts';
import type { Target } from './target.ts';

/** A request as it goes over the wire; `path` without the target's address. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Makes the next request of one connection, 0 to `connections` - 1. */
export type NextRequest = (connection: number) => LoadRequest;

export interface LoadOptions {
  readonly connections: number;
  readonly seconds: number;
  /** Requests that are sent each second by all connections together; as many as are answered by default. */
  readonly rate?: number;
}

/** What one target did in one slice of time. */
export interface Slice {
  readonly requests: number;
  /** Answers in a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the target, in microseconds for each request; null where the system does not tell. */
  readonly cpu: number | null;
}

const SAMPLE_MS = 50;

/**
 * Sends requests for a while and counts what comes back.
 *
 * @throws when any answer is no success: a refusal is quicker than work, and would count as speed
 */
export async function runSlice(target: Target, next: NextRequest, options: LoadOptions): Promise<Slice> {
  const { connections, seconds, rate } = options;
  let connection = 0;
  const latencies: number[] = [];
  const clock = { first: 0, last: 0 };
  const cpuBefore = cpuTime(target.pid);
  const done = Promise.withResolvers<autocannon.Result>();
  const running = autocannon(
    {
      url: target.url,
      connections,
      duration: seconds,
      ...(rate !== undefined && { overallRate: rate }),
      sampleInt: SAMPLE_MS,
      skipAggregateResult: true,
      setupClient: (client) => {
        const own = connection++;
        client.setRequests([{ setupRequest: () => ({ ...next(own) }) as autocannon.Request }]);
      },
    },
    (error: Error | null, result) => (error ? done.reject(error) : done.resolve(result)),
  );
  running.on('response', (_client, _status, _bytes, latency) => {
    clock.last = performance.now();
    clock.first ||= clock.last;
    latencies.push(latency);
  });
  const result = await done.promise;
  const cpuAfter = cpuTime(target.pid);
  refuseFailures(target, result);
  return {
    requests: latencies.length,
    rate: ((latencies.length - 1) * 1_000) / (clock.last - clock.first),
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    cpu: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / latencies.length,
  };
}

function refuseFailures(target: Target, result: autocannon.Result): void {
  const { statusCodeStats = {}, errors } = result;
  const bad = Object.entries(statusCodeStats).filter(([status]) => !status.startsWith('2'));
  if (bad.length > 0 || errors > 0) {
    const counts = bad.map(([status, { count = 0 }]) => `${count} answers of status ${status}`);
    throw new Error(
      `${target.name}: ${[...counts, ...(errors ? [`${errors} broken connections`] : [])].join(', ')}`,
    );
  }
}
