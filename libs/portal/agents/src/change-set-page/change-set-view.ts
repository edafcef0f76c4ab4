import { Component, computed, effect, inject, input, type OnInit } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { MatButtonModule } from '@angular/material/button';
import { PageTitle, Person, useShortcuts } from '@bureau/portal-core';
import {
  AgentBadge,
  countOf,
  Meter,
  PageHeader,
  ProblemBanner,
  RiskBars,
  State,
  StatusChip,
  TimeAgo,
  Toasts,
} from '@bureau/portal-ui';
import { LucideForward, LucideGitCompare, LucideUndo2 } from '@lucide/angular';
import { ChangeSetItems } from '../data/change-set-items';
import { ChangeSetReview } from '../data/change-set-review';
import { outcomeText, votesText } from '../data/change-set-words';
import { type Mark } from '../data/review-marks';
import { AskDelegate } from '../parts/ask-delegate';
import { ChangeGroups } from './change-groups-list';
import { ChangeRows } from './change-rows';
import { DecisionBar } from './decision-bar';
import { DecisionFlow } from './decision-flow';
import { DriftNote } from './drift-note';
import { ReviewBoard } from './review-board';
import { VotesList } from './votes-list';

/** A change set: what would change and why, the decision, and afterwards what became of it and how to undo it. */
@Component({
  selector: 'bur-change-set-view',
  imports: [
    RouterLink,
    MatButtonModule,
    LucideForward,
    LucideGitCompare,
    LucideUndo2,
    AgentBadge,
    Meter,
    PageHeader,
    Person,
    ProblemBanner,
    RiskBars,
    State,
    StatusChip,
    TimeAgo,
    ChangeGroups,
    ChangeRows,
    DecisionBar,
    DriftNote,
    VotesList,
  ],
  providers: [ChangeSetReview, ChangeSetItems, ReviewBoard, DecisionFlow],
  templateUrl: './change-set-view.html',
  styleUrl: './change-set-view.scss',
})
export class ChangeSetView implements OnInit {
  readonly #router = inject(Router);
  readonly #askDelegate = inject(AskDelegate);
  readonly #toasts = inject(Toasts);
  protected readonly review = inject(ChangeSetReview);
  protected readonly items = inject(ChangeSetItems);
  protected readonly board = inject(ReviewBoard);
  protected readonly flow = inject(DecisionFlow);
  readonly id = input.required<number>();

  protected readonly heading = computed(() => this.review.set()?.title ?? `Change set ${this.id()}`);
  protected readonly fields = computed(() =>
    this.items.items().reduce((sum, item) => sum + item.changes.length, 0),
  );
  protected readonly decided = computed(() => this.board.tally().approve + this.board.tally().reject);
  protected readonly mayMark = computed(() => this.review.may().approve);
  protected readonly outcome = computed(() =>
    outcomeText(this.items.items(), this.review.set()?.item_count ?? 0),
  );
  protected readonly votesText = votesText;
  protected readonly countOf = countOf;

  constructor() {
    const title = inject(PageTitle);
    effect(() => title.set(this.heading()));
    const group = 'Review';
    useShortcuts([
      { keys: 'j', label: 'Next row', group, run: () => this.board.move(1) },
      { keys: 'k', label: 'Row before', group, run: () => this.board.move(-1) },
      { keys: 'n', label: 'Next open row', group, run: () => this.board.nextOpen() },
      { keys: 'a', label: 'Approve the row', group, run: () => this.#mark('approve') },
      { keys: 'r', label: 'Reject the row', group, run: () => this.#mark('reject') },
      { keys: 'u', label: 'Take the mark away', group, run: () => this.#mark(null) },
      {
        keys: 'shift+a',
        label: 'Approve the group',
        group,
        run: () => this.mayMark() && this.board.markGroup('approve'),
      },
      { keys: 'mod+Enter', label: 'Submit the review', group, run: () => void this.flow.submit() },
    ]);
  }

  ngOnInit(): void {
    this.review.open(this.id());
  }

  protected async delegate(): Promise<void> {
    const to = await this.#askDelegate.ask({ path: `/change-sets/${this.id()}` });
    if (to && (await this.review.delegate(to))) this.#toasts.done('The decision was passed on.');
  }

  protected async undo(): Promise<void> {
    const inverse = await this.review.undo();
    if (inverse !== null) await this.#router.navigate(['/change-sets', inverse]);
  }

  #mark(mark: Mark | null): void {
    if (this.mayMark()) this.board.markCurrent(mark);
  }
}
