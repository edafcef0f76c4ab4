import { type AgentTaskEvent } from '@bureau/contracts';
import { type Executor } from '@bureau/platform';

/** What escalations need of tasks: their module provides it. */
export abstract class TaskRetry {
  /**
   * Queues a failed task again.
   * @param tx the transaction of the decision, which has locked the task
   * @returns events to be shown once it is committed
   * @throws 409 where the task is in no state to be retried
   */
  abstract retry(tx: Executor, taskId: number): Promise<AgentTaskEvent[]>;
}
