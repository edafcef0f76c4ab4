import { type ProblemField, type ProposeChangeSet } from '@bureau/contracts';
import { isStorable } from './field-rules';

const MAX_TITLE = 255;
/** Longer than this and the records have moved on. */
const MAX_DAYS = 30;
const DAY_MS = 24 * 3600 * 1000;

/** What is wrong with a proposal beside its items; empty where nothing is. */
export function validateHeading(
  proposal: Omit<ProposeChangeSet, 'items'>,
  now: number = Date.now(),
): ProblemField[] {
  const { title, reason = null, expires_at } = proposal;
  const problems: ProblemField[] = [];
  const add = (pointer: string, detail: string) => problems.push({ pointer, code: 'INVALID', detail });
  if (title.trim() === '' || title.length > MAX_TITLE || !isStorable(title)) {
    add('/title', `A title is a text of 1 to ${MAX_TITLE} characters.`);
  }
  if (!isStorable(reason)) add('/reason', 'Text may not hold NUL characters or halves of characters.');
  if (expires_at !== undefined && !isAhead(expires_at, now)) {
    add('/expires_at', `A proposal runs out within the next ${MAX_DAYS} days.`);
  }
  return problems;
}

function isAhead(time: string, now: number): boolean {
  const ahead = Date.parse(time) - now;
  return ahead > 0 && ahead <= MAX_DAYS * DAY_MS;
}
