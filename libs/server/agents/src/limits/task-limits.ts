import { TASK_LIMIT_NAMES, TASK_LIMITS, type TaskLimitName, type TaskLimits } from '@bureau/contracts';

const USUAL = Object.fromEntries(
  TASK_LIMIT_NAMES.map((name) => [name, TASK_LIMITS[name].default]),
) as TaskLimits;

/** What was asked for, and the usual limits for the rest. */
export function askedLimits(asked: Partial<TaskLimits>): TaskLimits {
  return { ...USUAL, ...asked };
}

/** The limits that count: those asked for, none above what the agent was granted. */
export function effectiveLimits(asked: Partial<TaskLimits>, granted: Partial<TaskLimits>): TaskLimits {
  const limits = askedLimits(asked);
  return Object.fromEntries(
    TASK_LIMIT_NAMES.map((name) => [name, Math.min(limits[name], granted[name] ?? Infinity)]),
  ) as TaskLimits;
}

/** Twice the limit, or the highest that there is. */
export function raisedLimit(name: TaskLimitName, value: number): number {
  return Math.min(Math.max(value, 1) * 2, TASK_LIMITS[name].max);
}
