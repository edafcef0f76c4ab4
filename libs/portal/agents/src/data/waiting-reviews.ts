import { type ChangeSet, type Escalation, type Risk } from '@bureau/contracts';

/** One thing that waits for a person: a proposal, or a question of an agent. */
export type WaitingReview =
  | { kind: 'change_set'; key: string; due_at: string; set: ChangeSet }
  | { kind: 'escalation'; key: string; due_at: string; escalation: Escalation };

const RISK_ORDER: Readonly<Record<Risk, number>> = { critical: 0, high: 1, medium: 2, low: 3 };

/** Questions stop a task as a high risk does. */
const QUESTION_ORDER = 1;

export interface WaitingReviews {
  /** In the reader's name or passed on to them, and theirs to settle. */
  mine: readonly WaitingReview[];
  /** In other people's names; the reader may settle them by role. */
  role: readonly WaitingReview[];
  /** For somebody else to settle. */
  others: readonly WaitingReview[];
}

/** What the reader may do, and who the reader is. */
export interface Reader {
  id: number;
  mayApprove: (set: ChangeSet) => boolean;
  mayAnswer: (escalation: Escalation) => boolean;
}

/**
 * What waits, parted by who may settle it; by risk, then by due time. An approval that an agent asked for is shown as
 * its change set alone. Stale sets wait for whoever may look at them again.
 */
export function sortWaiting(
  sets: readonly ChangeSet[],
  escalations: readonly Escalation[],
  reader: Reader,
): WaitingReviews {
  const questions = escalations.filter(
    ({ kind, change_set_id }) => kind !== 'approval' || change_set_id === null,
  );
  const waiting = [
    ...sets.map((set) => ({
      review: { kind: 'change_set', key: `set ${set.id}`, due_at: set.expires_at, set } as const,
      place: placeOf(reader.mayApprove(set), [set.created_by, set.delegated_to].includes(reader.id)),
    })),
    ...questions.map((escalation) => ({
      review: {
        kind: 'escalation',
        key: `ask ${escalation.id}`,
        due_at: escalation.due_at,
        escalation,
      } as const,
      place: placeOf(
        reader.mayAnswer(escalation),
        [escalation.assigned_to, escalation.delegated_to].includes(reader.id),
      ),
    })),
  ].sort(
    ({ review: left }, { review: right }) =>
      order(left) - order(right) || Date.parse(left.due_at) - Date.parse(right.due_at),
  );
  const at = (place: Place) => waiting.filter((each) => each.place === place).map(({ review }) => review);
  return { mine: at('mine'), role: at('role'), others: at('others') };
}

type Place = keyof WaitingReviews;

function placeOf(may: boolean, own: boolean): Place {
  if (!may) return 'others';
  return own ? 'mine' : 'role';
}

function order(review: WaitingReview): number {
  return review.kind === 'change_set' ? RISK_ORDER[review.set.risk] : QUESTION_ORDER;
}
