import { type DecideEscalation, type EscalationKind } from '@bureau/contracts';
import { type Caller } from '@bureau/platform';

type Decision = DecideEscalation['decision'];

/** What a person can say to each kind. */
const DECISIONS: Readonly<Record<EscalationKind, readonly Decision[]>> = {
  approval: ['approve', 'reject'],
  question: ['answer'],
  failure: ['retry', 'dismiss'],
  limit: ['retry', 'dismiss'],
};

/** The decisions that fit this kind. */
export function decisionsFor(kind: EscalationKind): readonly Decision[] {
  return DECISIONS[kind];
}

/** Sees what others are asked, too: those who decide for everybody. */
export function maySeeAllEscalations(caller: Caller): boolean {
  return caller.permissions.has('change_set:decide_all');
}

/** True where the caller is asked, or decides for everybody. */
export function maySeeEscalation(caller: Caller, escalation: { assigned_to: number }): boolean {
  return escalation.assigned_to === caller.user_id || maySeeAllEscalations(caller);
}
