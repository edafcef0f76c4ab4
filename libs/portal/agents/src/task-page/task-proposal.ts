import { Component, computed, inject, input, type OnInit } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { MatButtonModule } from '@angular/material/button';
import {
  countOf,
  FieldChanges,
  ProblemBanner,
  RiskBars,
  Skeleton,
  StatusChip,
  TimeAgo,
} from '@bureau/portal-ui';
import { LucideUndo2 } from '@lucide/angular';
import { ChangeSetReview } from '../data/change-set-review';
import { NO_MARKS, toDecision } from '../data/review-marks';
import { AskReason } from '../parts/ask-reason';
import { ItemHeading } from '../parts/item-heading';

/** As many rows as are shown in place; the rest are on the set's own page. */
const SHOWN = 5;

/** What the task proposes, as a diff in place: approve, reject, or look at it in full. */
@Component({
  selector: 'bur-task-proposal',
  imports: [
    RouterLink,
    MatButtonModule,
    LucideUndo2,
    FieldChanges,
    ItemHeading,
    ProblemBanner,
    RiskBars,
    Skeleton,
    StatusChip,
    TimeAgo,
  ],
  providers: [ChangeSetReview],
  templateUrl: './task-proposal.html',
})
export class TaskProposal implements OnInit {
  readonly #router = inject(Router);
  readonly #askReason = inject(AskReason);
  protected readonly review = inject(ChangeSetReview);
  readonly id = input.required<number>();

  protected readonly countOf = countOf;
  protected readonly shown = computed(() => (this.review.set()?.items ?? []).slice(0, SHOWN));
  protected readonly open = computed(() => this.review.set()?.status === 'proposed');
  protected readonly size = computed(() => this.review.set()?.item_count ?? 0);

  ngOnInit(): void {
    this.review.open(this.id());
  }

  protected async approve(): Promise<void> {
    const set = this.review.set();
    if (set) await this.review.decide(toDecision(NO_MARKS, 'approve', set, ''));
  }

  protected async reject(): Promise<void> {
    const set = this.review.set();
    if (!set) return;
    const reason = await this.#askReason.ask({
      title: `Reject ${countOf(set.item_count, 'change')}?`,
      text: 'Nothing is changed, and the agent is told.',
      action: `Reject ${set.item_count.toLocaleString('en')}`,
    });
    if (reason !== null) await this.review.decide(toDecision(NO_MARKS, 'reject', set, reason));
  }

  protected async undo(): Promise<void> {
    const inverse = await this.review.undo();
    if (inverse !== null) await this.#router.navigate(['/change-sets', inverse]);
  }
}
