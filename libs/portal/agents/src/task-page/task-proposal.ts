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
import { summarise } from '../data/group-summary';
import { NO_MARKS, toDecision } from '../data/review-marks';
import { AskReason } from '../parts/ask-reason';
import { ItemHeading, itemName } from '../parts/item-heading';

/** As many lines as are shown in place; the rest is on the set's own page. */
const LINES = 5;
/** As many names as stand beside identical changes. */
const NAMES = 4;

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
  protected readonly lines = computed(() => {
    const drifted = new Set(this.review.set()?.drifted?.map((each) => each.item_id));
    return summarise(this.review.set()?.items ?? [], drifted, LINES, NAMES);
  });
  protected readonly itemName = itemName;
  protected readonly open = computed(() => this.review.set()?.status === 'proposed');
  /** Rows to decide: an earlier vote may have left some out. */
  protected readonly size = computed(() => {
    const set = this.review.set();
    const leftOut =
      set?.status === 'proposed'
        ? (set.items ?? []).filter(({ decision }) => decision === 'reject').length
        : 0;
    return (set?.item_count ?? 0) - leftOut;
  });
  readonly #payload = computed(() => ({
    size: this.size(),
    payload_hash: this.review.set()?.payload_hash ?? '',
  }));

  ngOnInit(): void {
    this.review.open(this.id());
  }

  protected async approve(): Promise<void> {
    await this.review.decide(toDecision(NO_MARKS, 'approve', this.#payload(), ''));
  }

  protected async reject(): Promise<void> {
    const reason = await this.#askReason.ask({
      title: `Reject ${countOf(this.size(), 'change')}?`,
      text: 'Nothing is changed, and the agent is told.',
      danger: true,
      action: `Reject ${this.size().toLocaleString('en')}`,
    });
    if (reason !== null) await this.review.decide(toDecision(NO_MARKS, 'reject', this.#payload(), reason));
  }

  protected async undo(): Promise<void> {
    const inverse = await this.review.undo();
    if (inverse !== null) await this.#router.navigate(['/change-sets', inverse]);
  }
}
