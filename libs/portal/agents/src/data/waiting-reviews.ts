import { type ChangeSet, type Escalation, type Risk } from '@bureau/contracts';
import { type MayDecide } from './may-decide';

/** One thing that waits for a person: a proposal, or a question of an agent. */
export type WaitingReview =
  | { kind: 'change_set'; key: string; due_at: string; set: ChangeSet }
  | { kind: 'escalation'; key: string; due_at: string; escalation: Escalation };

const RISK_ORDER: Readonly<Record<Risk, number>> = { critical: 0, high: 1, medium: 2, low: 3 };

/** Questions stop a task as a high risk does. */
const QUESTION_ORDER = 1;

export interface WaitingReviews {
  mine: readonly WaitingReview[];
  others: readonly WaitingReview[];
}

/**
 * What waits, parted into what the reader may settle and what waits for others; by risk, then by due time. An approval
 * that an agent asked for is shown as its change set alone.
 */
export function sortWaiting(
  sets: readonly ChangeSet[],
  escalations: readonly Escalation[],
  mayDecide: (set: ChangeSet) => MayDecide,
  mayAnswer: (escalation: Escalation) => boolean,
): WaitingReviews {
  const questions = escalations.filter(
    ({ kind, change_set_id }) => kind !== 'approval' || change_set_id === null,
  );
  const waiting: [WaitingReview, boolean][] = [
    ...sets.map((set): [WaitingReview, boolean] => [
      { kind: 'change_set', key: `set ${set.id}`, due_at: set.expires_at, set },
      mayDecide(set).allowed || set.status === 'stale',
    ]),
    ...questions.map((escalation): [WaitingReview, boolean] => [
      { kind: 'escalation', key: `ask ${escalation.id}`, due_at: escalation.due_at, escalation },
      mayAnswer(escalation),
    ]),
  ];
  waiting.sort(
    ([left], [right]) => order(left) - order(right) || Date.parse(left.due_at) - Date.parse(right.due_at),
  );
  return {
    mine: waiting.filter(([, mine]) => mine).map(([review]) => review),
    others: waiting.filter(([, mine]) => !mine).map(([review]) => review),
  };
}

function order(review: WaitingReview): number {
  return review.kind === 'change_set' ? RISK_ORDER[review.set.risk] : QUESTION_ORDER;
}
