import { type BaseMessage } from '@langchain/core/messages';
import { type TaskLimitName, type TaskUsage } from '@bureau/contracts';
import { type AgentDefinition } from '../agents/agent-definition';
import { type LimitKeeper } from '../limits/limit-keeper';
import { usedOf } from '../limits/task-usage';
import { type AgentTaskRow } from '../tasks/agent-task.resource';
import { type AgentTool } from '../tools/agent-tool';
import { type RunLedger } from './ledger';
import { type RunRef } from './task-journal';

/** One spell of work on a task, between claim and end. */
export interface TaskRun {
  ref: RunRef;
  task: AgentTaskRow;
  agent: AgentDefinition;
  tools: ReadonlyMap<string, AgentTool>;
  ledger: RunLedger;
  keeper: LimitKeeper;
  /** What was said in the conversation before, oldest first. */
  history: readonly BaseMessage[];
  /** All that the task used up, as the last record of it said. */
  usage: TaskUsage;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Aborted, with a run signal as its reason, when the run must stop. */
  signal: AbortSignal;
}

/** The epoch under which the run of a claimed task writes. */
export function refOf({ id, run, lease_epoch }: AgentTaskRow): RunRef {
  return { task_id: id, run, lease_epoch };
}

/** What the run used up of each limit, its time until now included. */
export function usedBy({ usage, startedAt }: TaskRun): Record<TaskLimitName, number> {
  return usedOf(usage, usage.active_ms + (Date.now() - startedAt));
}
