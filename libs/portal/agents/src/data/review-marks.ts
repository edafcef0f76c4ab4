import { type DecideChangeSet } from '@bureau/contracts';

export type Mark = 'approve' | 'reject';

/** What a reviewer wants for each row so far; rows without a mark are open. */
export type Marks = ReadonlyMap<number, Mark>;

export const NO_MARKS: Marks = new Map();

export interface Tally {
  approve: number;
  reject: number;
  open: number;
}

/** The marks with `mark` on these rows; null takes marks away. */
export function withMark(marks: Marks, ids: Iterable<number>, mark: Mark | null): Marks {
  const next = new Map(marks);
  for (const id of ids) {
    if (mark) next.set(id, mark);
    else next.delete(id);
  }
  return next;
}

/** How many of `total` rows are approved, rejected and open. */
export function tally(total: number, marks: Marks): Tally {
  const reject = [...marks.values()].filter((mark) => mark === 'reject').length;
  const approve = marks.size - reject;
  return { approve, reject, open: Math.max(total - marks.size, 0) };
}

/** The tally once every open row counts as `openAs`. */
export function settle({ approve, reject, open }: Tally, openAs: Mark): Tally {
  return openAs === 'approve'
    ? { approve: approve + open, reject, open: 0 }
    : { approve, reject: reject + open, open: 0 };
}

/** What pressing the button does: "Approve 94, reject 6". */
export function effectOf({ approve, reject }: Tally): string {
  const parts = [
    approve ? `approve ${approve.toLocaleString('en')}` : '',
    reject ? `reject ${reject.toLocaleString('en')}` : '',
  ].filter(Boolean);
  const text = parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * The one decision that the API takes: for everything that its exceptions do not name.
 * @param openAs what happens to rows without a mark
 */
export function toDecision(
  marks: Marks,
  openAs: Mark,
  set: { size: number; payload_hash: string },
  reason: string,
): DecideChangeSet {
  const count = tally(set.size, marks);
  const nothingApproved = settle(count, openAs).approve === 0;
  const decision = nothingApproved ? 'reject' : count.open === 0 ? 'approve' : openAs;
  const items = [...marks]
    .filter(([, mark]) => mark !== decision)
    .map(([id, mark]) => ({ id, decision: mark }));
  return {
    decision,
    ...(items.length ? { items } : {}),
    ...(reason.trim() ? { reason: reason.trim() } : {}),
    payload_hash: set.payload_hash,
  };
}
