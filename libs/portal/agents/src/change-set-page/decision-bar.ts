import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { ChangeSetItems } from '../data/change-set-items';
import { ChangeSetReview } from '../data/change-set-review';
import { effectOf } from '../data/review-marks';
import { DecisionFlow } from './decision-flow';
import { ReviewBoard } from './review-board';

/** The decision, always in reach: how many rows are marked, and a button that names its effect. */
@Component({
  selector: 'bur-decision-bar',
  imports: [MatButtonModule],
  template: `
    <div class="bar" role="region" aria-label="Decision">
      <p class="min-w-0 flex-1 basis-40 text-table tabular-nums" aria-live="polite">{{ state() }}</p>
      <div class="flex flex-wrap gap-2">
        @if (board.marks().size) {
          <button matButton type="button" (click)="board.clear()">Clear marks</button>
          @if (board.tally().open && !items.reading()) {
            <button matButton="outlined" type="button" (click)="board.markOpen('approve')">
              Mark {{ board.tally().open.toLocaleString('en') }} open as approved
            </button>
          }
          <button matButton="filled" type="button" [disabled]="review.busy()" (click)="flow.submit()">
            {{ board.tally().open ? 'Submit review' : effect() }}
          </button>
        } @else {
          <button matButton="outlined" type="button" [disabled]="review.busy()" (click)="flow.all('reject')">
            Reject {{ size() }}
          </button>
          @if (review.may().approve) {
            <button matButton="filled" type="button" [disabled]="review.busy()" (click)="flow.all('approve')">
              Approve {{ size() }}
            </button>
          }
        }
      </div>
    </div>
  `,
  styleUrl: './decision-bar.scss',
})
export class DecisionBar {
  protected readonly review = inject(ChangeSetReview);
  protected readonly items = inject(ChangeSetItems);
  protected readonly board = inject(ReviewBoard);
  protected readonly flow = inject(DecisionFlow);

  protected readonly size = computed(() => this.board.size().toLocaleString('en'));
  protected readonly effect = computed(() => effectOf(this.board.tally()));
  protected readonly state = computed(() => {
    const { approve, reject, open } = this.board.tally();
    if (!this.review.may().approve) return 'Nothing has been changed.';
    if (!this.board.marks().size) return 'Nothing is changed before you approve it.';
    return `${approve.toLocaleString('en')} approved, ${reject.toLocaleString('en')} rejected, ${open.toLocaleString('en')} open`;
  });
}
