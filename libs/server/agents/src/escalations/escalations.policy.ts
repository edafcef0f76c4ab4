import { type Escalation, type EscalationDecision, type EscalationKind } from '@bureau/contracts';
import { ANY, type Caller, type SqlRule } from '@bureau/platform';

/** What a person can say to each kind. */
const DECISIONS: Readonly<Record<EscalationKind, readonly EscalationDecision[]>> = {
  approval: ['approve', 'reject'],
  question: ['answer'],
  failure: ['retry', 'dismiss'],
  limit: ['raise', 'finish', 'cancel'],
};

/** The decisions that fit this kind. */
export function decisionsFor(kind: EscalationKind): readonly EscalationDecision[] {
  return DECISIONS[kind];
}

/** Sees what others are asked, too: those who decide for everybody. */
export function maySeeAllEscalations(caller: Caller): boolean {
  return caller.permissions.has('change_set:decide_all');
}

/** True where the caller is asked, as a person, in somebody's place or as one of a role, or decides for everybody. */
export function maySeeEscalation(
  caller: Caller,
  {
    assigned_to,
    delegated_to,
    assigned_role,
  }: Pick<Escalation, 'assigned_to' | 'delegated_to' | 'assigned_role'>,
): boolean {
  const asked = assigned_to === caller.user_id || delegated_to === caller.user_id;
  return asked || assigned_role === caller.role || maySeeAllEscalations(caller);
}

/** The escalations that {@link maySeeEscalation} lets the caller see, as a rule on the alias `e`. */
export function visibleEscalations(caller: Caller): SqlRule {
  if (maySeeAllEscalations(caller)) return ANY;
  return {
    text: '(e.assigned_to = $1::int or e.delegated_to = $1::int or e.assigned_role = $2::text)',
    values: [caller.user_id, caller.role],
  };
}

/**
 * Who is asked next when nobody answered: those who run the office, then those who answer for it. Proposals skip the
 * operators, who may not decide them.
 * @param role that is asked already, or null
 * @returns null where nobody is left
 */
export function nextRole(kind: EscalationKind, role: string | null): string | null {
  if (role === null) return kind === 'approval' ? 'admin' : 'operator';
  return role === 'operator' ? 'admin' : null;
}
