import { Component, computed, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type Problem } from '@bureau/contracts';
import { Skeleton, type SkeletonShape } from './skeleton';
import { ProblemView } from './problem-view';
import { EmptyView } from './empty-view';

/**
 * What a page shows instead of its content: a skeleton while it loads, the reason why it failed, or that there is
 * nothing. With none of them it shows its content. Slots: content, and `[burEmptyAction]` below the empty text.
 */
@Component({
  selector: 'bur-state',
  imports: [Skeleton, ProblemView, EmptyView, MatButtonModule],
  template: `
    @switch (shown()) {
      @case ('loading') {
        <bur-skeleton [shape]="skeleton()" [rows]="rows()" [label]="loadingLabel()" />
      }
      @case ('problem') {
        <bur-problem [problem]="problem()!" [what]="what()" (retry)="retry.emit()" />
      }
      @case ('empty') {
        <bur-empty [heading]="emptyHeading()" [text]="emptyText()">
          <ng-content select="[burEmptyAction]" />
        </bur-empty>
      }
      @case ('content') {
        <ng-content />
      }
    }
  `,
  host: { class: 'block' },
})
export class State {
  /** Nothing to show yet; the skeleton waits 300 ms. */
  readonly loading = input(false);
  /** Why it failed. With content on the screen, show it in a banner instead and leave this empty. */
  readonly problem = input<Problem | null | undefined>(null);
  readonly empty = input(false);
  /** What was being loaded, in the error: "The records". */
  readonly what = input('This page');
  readonly loadingLabel = input('Loading');
  readonly emptyHeading = input('Nothing here yet');
  readonly emptyText = input('');
  readonly skeleton = input<SkeletonShape>('table');
  readonly rows = input(8);
  readonly retry = output();

  protected readonly shown = computed(() => {
    if (this.problem()) return 'problem';
    if (this.loading()) return 'loading';
    return this.empty() ? 'empty' : 'content';
  });
}
