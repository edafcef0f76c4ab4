import { type Caller } from '@bureau/platform';
import { type ChangeSetReading } from '../persistence/change-set.resource';
import { voteRefusal } from './votes';

/** Why the caller cannot approve the set now, as a sentence; null where they can. */
export function decisionBlock(caller: Caller, set: ChangeSetReading): string | null {
  if (set.status === 'stale') return 'Records changed since this was proposed. Look at it again first.';
  if (set.status !== 'proposed') return `It is ${set.status}.`;
  const voted = set.decisions.some(({ user_id }) => user_id === caller.user_id);
  return voted ? 'You have decided; it waits for somebody else.' : voteRefusal(caller, set, 'approve');
}
