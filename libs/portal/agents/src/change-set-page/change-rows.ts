import { afterRenderEffect, Component, computed, ElementRef, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { countOf, FieldChanges, ProblemBanner, Skeleton } from '@bureau/portal-ui';
import { type ChangeSetItem } from '@bureau/contracts';
import { ChangeSetItems } from '../data/change-set-items';
import { ChangeSetReview } from '../data/change-set-review';
import { type Mark } from '../data/review-marks';
import { ChangeRow } from './change-row';
import { ReviewBoard } from './review-board';

/** The rows of the chosen group. Identical changes are shown once, above the records that get them. */
@Component({
  selector: 'bur-change-rows',
  imports: [MatButtonModule, FieldChanges, ProblemBanner, Skeleton, ChangeRow],
  templateUrl: './change-rows.html',
})
export class ChangeRows {
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly board = inject(ReviewBoard);
  protected readonly items = inject(ChangeSetItems);
  protected readonly review = inject(ChangeSetReview);
  readonly mayMark = input(false);

  /** Many rows with one change need it told once. */
  protected readonly shared = computed(() => {
    const group = this.board.group();
    return group?.kind === 'same' && group.items.length > 1 ? group.changes : null;
  });
  protected readonly countOf = countOf;

  constructor() {
    afterRenderEffect(() => {
      if (this.board.steps() > 0) this.#rowInHand()?.focus();
    });
  }

  protected take(index: number): void {
    this.board.at.set(index);
  }

  protected mark(index: number, item: ChangeSetItem, mark: Mark | null): void {
    this.board.at.set(index);
    this.board.mark([item], mark);
  }

  #rowInHand(): HTMLElement | null {
    return this.#host.nativeElement.querySelector('[data-in-hand]');
  }
}
