import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { countOf, Toasts } from '@bureau/portal-ui';
import { firstValueFrom } from 'rxjs';
import { ChangeSetReview } from '../data/change-set-review';
import {
  effectOf,
  type Mark,
  type Marks,
  NO_MARKS,
  settle,
  type Tally,
  tally,
  toDecision,
} from '../data/review-marks';
import { type RejectQuestion } from '../parts/reject-dialog';
import { AskReason } from '../parts/ask-reason';
import { OpenRowsDialog, type OpenRowsQuestion } from './open-rows-dialog';
import { ReviewBoard } from './review-board';

/** From marks to the one decision: open rows are asked about, rejections get their reason, the effect is said. */
@Service({ autoProvided: false })
export class DecisionFlow {
  readonly #dialog = inject(MatDialog);
  readonly #askReason = inject(AskReason);
  readonly #toasts = inject(Toasts);
  readonly #review = inject(ChangeSetReview);
  readonly #board = inject(ReviewBoard);

  /** Approves or rejects everything. */
  all(mark: Mark): Promise<void> {
    return this.#send(NO_MARKS, mark);
  }

  /** Submits the marks; without any it does nothing, since silence decides nothing. */
  async submit(): Promise<void> {
    const marks = this.#board.marks();
    if (!this.#review.may().approve || this.#review.busy() || !marks.size) return;
    const openAs = this.#board.tally().open ? await this.#askOpen(this.#board.tally()) : 'approve';
    if (openAs) await this.#send(marks, openAs);
  }

  async #askOpen(count: Tally): Promise<Mark | null> {
    const opened = this.#dialog.open<OpenRowsDialog, OpenRowsQuestion, Mark>(OpenRowsDialog, {
      data: {
        open: count.open,
        approve: effectOf(settle(count, 'approve')),
        reject: effectOf(settle(count, 'reject')),
      },
      width: '560px',
    });
    return (await firstValueFrom(opened.afterClosed())) ?? null;
  }

  async #send(marks: Marks, openAs: Mark): Promise<void> {
    const set = this.#review.set();
    if (!set) return;
    const effect = settle(tally(this.#board.size(), marks), openAs);
    const reason = effect.reject ? await this.#askReason.ask(rejection(effect)) : '';
    if (reason === null) return;
    if (
      !(await this.#review.decide(
        toDecision(marks, openAs, { size: this.#board.size(), payload_hash: set.payload_hash }, reason),
      ))
    )
      return;
    this.#board.clear();
    this.#toasts.done(this.#review.set()?.status === 'proposed' ? 'Your vote counts.' : done(effect));
  }
}

function rejection(effect: Tally): RejectQuestion {
  return {
    title: `Reject ${countOf(effect.reject, 'change')}?`,
    text: effect.approve
      ? `${countOf(effect.approve, 'change')} will be committed, the rejected ones are left out.`
      : 'Nothing is changed, and the agent is told.',
    action: effectOf(effect),
    danger: effect.approve === 0,
  };
}

function done({ approve, reject }: Tally): string {
  const parts = [
    approve ? `${approve.toLocaleString('en')} approved` : '',
    reject ? `${reject.toLocaleString('en')} rejected` : '',
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}
