import { type ChangeSetStatus, type Risk } from '@bureau/contracts';
import { ANY, type Caller, type SqlRule } from '@bureau/platform';
import { needsSomebodyElse } from './risk';

export interface DecidableSet {
  status: ChangeSetStatus;
  risk: Risk;
  created_by: number;
  /** To whom the decision was passed on. */
  delegated_to: number | null;
}

/** Sees own sets; those who decide on everybody's see all. */
export function maySeeAll(caller: Caller): boolean {
  return caller.permissions.has('change_set:decide_all');
}

/** True where this caller is the requester or was given the decision, or decides for others as well. */
export function maySee(caller: Caller, set: Pick<DecidableSet, 'created_by' | 'delegated_to'>): boolean {
  const { user_id } = caller;
  return set.created_by === user_id || set.delegated_to === user_id || maySeeAll(caller);
}

/** The sets that {@link maySee} lets the caller see, as a rule on the alias `e`. */
export function visibleSets(caller: Caller): SqlRule {
  if (maySeeAll(caller)) return ANY;
  return { text: '(e.created_by = $1::int or e.delegated_to = $1::int)', values: [caller.user_id] };
}

/**
 * Why the caller may not vote so, as a sentence for a person; null where they may. An agent never decides, not even
 * with its requester's rights. Rejecting needs no distance: whoever asked may always withdraw.
 */
export function voteRefusal(
  caller: Caller,
  set: DecidableSet,
  decision: 'approve' | 'reject',
): string | null {
  if (caller.actor.type === 'agent') return 'An agent may not decide on proposed changes.';
  if (caller.api_key) return 'An API key may not decide on proposed changes: a person does.';
  if (!caller.permissions.has('change_set:decide')) return 'Your role may not decide on proposed changes.';
  if (!maySee(caller, set)) return 'It was proposed for somebody else.';
  if (decision === 'approve' && needsSomebodyElse(set.risk) && set.created_by === caller.user_id) {
    return `The risk is ${set.risk}: somebody else than the person who asked for it must approve.`;
  }
  return null;
}

/** What a vote leads to. One rejection ends the set; approvals are counted over one and the same content. */
export function afterVote(
  decision: 'approve' | 'reject',
  approvalsBefore: number,
  required: number,
): 'reject' | 'wait' | 'commit' {
  if (decision === 'reject') return 'reject';
  return approvalsBefore + 1 >= required ? 'commit' : 'wait';
}
