import { type TaskLimitName, type TaskLimits } from '@bureau/contracts';

/** Of what is spent on thinking the whole keeps a share of its own, for putting the answers together. */
const KEEPS_A_SHARE: readonly TaskLimitName[] = ['model_calls', 'tokens', 'cost'];
/** What all parts may do together; fractions of it are nothing. */
const HANDED_OUT: readonly TaskLimitName[] = ['tool_calls', 'records', 'fields', 'deletes', 'messages'];
const CENTS = 1_000_000;
const HUNDREDTHS = 100;
/** Calls that the whole makes itself: two for the plan, one to put the answers together. */
const OWN_CALLS = 3;

/** How many parts a task can be split into so that each has at least one call of the model and one of a tool. */
export function mostParts(limits: TaskLimits, used: Record<TaskLimitName, number>): number {
  const left = (name: TaskLimitName) => Math.floor(limits[name] - used[name]);
  return Math.max(1, Math.min(left('model_calls') - OWN_CALLS, left('tool_calls')));
}

/**
 * What each part may use up: together never more than what the whole has left. Time is not divided, since parts work
 * side by side.
 */
export function shareLimits(
  limits: TaskLimits,
  used: Record<TaskLimitName, number>,
  parts: number,
): Partial<TaskLimits> {
  const left = (name: TaskLimitName) => Math.max(0, limits[name] - used[name]);
  const shares: Partial<TaskLimits> = {
    minutes: Math.floor(left('minutes') * HUNDREDTHS) / HUNDREDTHS,
  };
  for (const name of HANDED_OUT) shares[name] = Math.floor(left(name) / parts);
  for (const name of KEEPS_A_SHARE) {
    const share = left(name) / (parts + 1);
    shares[name] = name === 'cost' ? Math.floor(share * CENTS) / CENTS : Math.floor(share);
  }
  return shares;
}
