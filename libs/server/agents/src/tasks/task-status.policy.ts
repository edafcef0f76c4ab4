import { type AgentTaskStatus } from '@bureau/contracts';

/** Every legal step of a task's life; anything else is a defect or a race that was lost. */
const NEXT: Readonly<Record<AgentTaskStatus, readonly AgentTaskStatus[]>> = {
  queued: ['running', 'cancelled', 'failed'],
  running: ['queued', 'waiting_approval', 'waiting_input', 'completed', 'failed', 'cancelled'],
  waiting_approval: ['queued', 'cancelled'],
  waiting_input: ['queued', 'cancelled'],
  completed: [],
  failed: ['queued'],
  cancelled: ['queued'],
};

/** Whether a task may go from one status to the other. */
export function mayBecome(from: AgentTaskStatus, to: AgentTaskStatus): boolean {
  return NEXT[from].includes(to);
}

/** The statuses from which a task may reach `to`, for the guard of a conditional write. */
export function statusesBefore(to: AgentTaskStatus): AgentTaskStatus[] {
  return (Object.keys(NEXT) as AgentTaskStatus[]).filter((from) => NEXT[from].includes(to));
}
