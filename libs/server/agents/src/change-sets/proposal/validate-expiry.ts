import { type ProblemField } from '@bureau/contracts';

/** Longer than this and the records have moved on. */
const MAX_DAYS = 30;
const DAY_MS = 24 * 3600 * 1000;

/** What is wrong with the time at which a proposal is to run out; absent is fine. */
export function validateExpiry(expiresAt: string | undefined, now: number = Date.now()): ProblemField[] {
  if (expiresAt === undefined) return [];
  const ahead = Date.parse(expiresAt) - now;
  if (ahead > 0 && ahead <= MAX_DAYS * DAY_MS) return [];
  return [
    {
      pointer: '/expires_at',
      code: 'INVALID',
      detail: `A proposal runs out within the next ${MAX_DAYS} days.`,
    },
  ];
}
