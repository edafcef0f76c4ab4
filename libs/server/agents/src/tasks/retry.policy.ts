import { type AgentTaskStatus } from '@bureau/contracts';

/** Errors whose ledger leads straight back into them. */
const START_OVER = new Set(['LIMIT_REACHED', 'NO_ANSWER']);

/**
 * Where a retry begins. A failure goes on after the last recorded step: what was read, decided and paid for stays.
 * A task that was cancelled, or whose steps led into a limit, starts again under a new pass of the ledger.
 * @param code of the task's error
 * @returns null where the status allows no retry
 */
export function retriesFrom(status: AgentTaskStatus, code: string | null): 'last_step' | 'start' | null {
  if (status === 'cancelled') return 'start';
  if (status !== 'failed') return null;
  return code !== null && START_OVER.has(code) ? 'start' : 'last_step';
}
