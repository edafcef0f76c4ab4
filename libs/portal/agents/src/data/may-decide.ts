import { type ChangeSet, type Permission } from '@bureau/contracts';

/** What somebody may decide, and the sentence that says why or why not. */
export interface MayDecide {
  approve: boolean;
  /** Whoever asked for a change may withdraw it, also where somebody else must approve it. */
  reject: boolean;
  why: string;
}

type Can = (permission: Permission) => boolean;

/**
 * What the signed-in person may decide. The server's own answer on approval counts where it gave one; the rules here
 * stand in for it where it did not.
 */
export function mayDecide(set: ChangeSet, userId: number, can: Can): MayDecide {
  if (set.status !== 'proposed' && set.status !== 'stale') return nothing(CLOSED[set.status]);
  if (!can('change_set:decide')) {
    return nothing('To decide you need the permission change_set:decide. An administrator grants it.');
  }
  const own = set.created_by === userId;
  const passedOn = set.delegated_to === userId;
  if (!own && !passedOn && !can('change_set:decide_all')) {
    return nothing('It is proposed in another person’s name, so they decide.');
  }
  const vote = set.decisions.find((each) => each.user_id === userId);
  if (vote) return nothing(afterVote(set, vote.decision));
  const blocked = approvalBlock(set, own);
  if (blocked) return { approve: false, reject: true, why: blocked };
  const why = own
    ? 'You may decide: it is proposed in your name.'
    : passedOn
      ? 'You may decide: it was passed on to you.'
      : 'You may decide on everybody’s proposals.';
  return { approve: true, reject: true, why };
}

const CLOSED: Readonly<Record<Exclude<ChangeSet['status'], 'proposed' | 'stale'>, string>> = {
  committing: 'An import writes this; nothing is left to decide.',
  committed: 'This is decided and committed.',
  rejected: 'This was rejected. Nothing was changed.',
  expired: 'This expired or was withdrawn. Nothing was changed.',
  reverted: 'This was committed and later taken back.',
};

function approvalBlock(set: ChangeSet, own: boolean): string | null {
  if (set.status === 'stale')
    return 'Records changed since this was proposed. Look again before you approve.';
  if (set.decision_blocked !== undefined) return set.decision_blocked;
  const distant = set.risk === 'high' || set.risk === 'critical';
  return own && distant
    ? `A change of ${set.risk} risk needs the approval of somebody other than the person it is made for.`
    : null;
}

function afterVote(set: ChangeSet, decision: 'approve' | 'reject'): string {
  const left = Math.max(set.required_decisions - set.decisions.length, 1);
  const others = left === 1 ? 'one more person' : `${left} more people`;
  return `You ${decision === 'approve' ? 'approved' : 'rejected'} this. It waits for ${others}.`;
}

function nothing(why: string): MayDecide {
  return { approve: false, reject: false, why };
}
