import { type ApiProblem, toApiProblem } from '@bureau/portal-core';

export interface EachResult {
  done: number;
  failed: number;
  /** Why the first of those that failed did. */
  problem?: ApiProblem;
}

/** So many requests at once: quick for a screenful, far below the API's limit. */
const AT_ONCE = 4;

/** Does `work` for each record on its own; what fails does not keep the others from being done. */
export async function eachOf<T>(
  records: readonly T[],
  work: (record: T) => Promise<void>,
): Promise<EachResult> {
  const waiting = [...records];
  const result: EachResult = { done: 0, failed: 0 };
  const worker = async (): Promise<void> => {
    for (let record = waiting.shift(); record !== undefined; record = waiting.shift()) {
      try {
        await work(record);
        result.done++;
      } catch (error) {
        result.failed++;
        result.problem ??= toApiProblem(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return result;
}
