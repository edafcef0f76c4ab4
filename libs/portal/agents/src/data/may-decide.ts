import { type ChangeSet, type Permission } from '@bureau/contracts';

/** Whether somebody may decide, and the sentence that says why or why not. */
export interface MayDecide {
  allowed: boolean;
  why: string;
}

/**
 * Whether the signed-in person may decide. The server's own answer counts where it gave one; the rules here stand in
 * for it where it did not.
 */
export function mayDecide(
  set: ChangeSet,
  userId: number,
  can: (permission: Permission) => boolean,
): MayDecide {
  if (set.status !== 'proposed') return no(closed(set));
  if (!can('change_set:decide')) {
    return no('To decide you need the permission change_set:decide. An administrator grants it.');
  }
  if (set.decision_blocked) return no(set.decision_blocked);
  const vote = set.decisions.find((each) => each.user_id === userId);
  if (vote) {
    const left = Math.max(set.required_decisions - set.decisions.length, 1);
    const others = left === 1 ? 'one more person' : `${left} more people`;
    return no(`You ${vote.decision === 'approve' ? 'approved' : 'rejected'} this. It waits for ${others}.`);
  }
  return byOwner(set, userId, can);
}

function byOwner(set: ChangeSet, userId: number, can: (permission: Permission) => boolean): MayDecide {
  const own = set.created_by === userId;
  const high = set.risk === 'high' || set.risk === 'critical';
  if (own && high)
    return no(`A change of ${set.risk} risk needs somebody other than the person it is made for.`);
  if (own) return { allowed: true, why: 'You may decide: it is proposed in your name.' };
  if (!can('change_set:decide_all')) return no('It is proposed in another person’s name, so they decide.');
  return { allowed: true, why: 'You may decide on everybody’s proposals.' };
}

function closed({ status }: ChangeSet): string {
  const words: Record<Exclude<ChangeSet['status'], 'proposed'>, string> = {
    committed: 'This is decided and committed.',
    rejected: 'This was rejected. Nothing was changed.',
    expired: 'This review expired. Nothing was changed.',
    reverted: 'This was committed and later taken back.',
    stale: 'Records changed since this was proposed. Look again before you decide.',
  };
  return status === 'proposed' ? '' : words[status];
}

function no(why: string): MayDecide {
  return { allowed: false, why };
}
