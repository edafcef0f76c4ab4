import { Component, computed, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { type ChangeSet } from '@bureau/contracts';
import { cursorList, Live } from '@bureau/portal-core';
import { AgentBadge, countOf, numberText, RiskBars, State, TimeAgo } from '@bureau/portal-ui';
import { HomeCard } from './home-card';

/** Proposals that wait for a decision. */
@Component({
  selector: 'bur-waiting-reviews',
  imports: [HomeCard, State, RouterLink, AgentBadge, RiskBars, TimeAgo],
  template: `
    <bur-home-card heading="Reviews waiting" link="/reviews" linkLabel="All reviews" [count]="count()">
      <bur-state
        what="The reviews"
        [rows]="3"
        [loading]="list.loading()"
        [problem]="list.items().length === 0 ? list.problem() : null"
        [empty]="list.items().length === 0"
        emptyHeading="Nothing waits for a decision"
        emptyText="What agents propose appears here before anything is changed."
        (retry)="list.reload()"
      >
        <ul class="rows">
          @for (set of list.items(); track set.id) {
            <li>
              <a class="row" [routerLink]="['/change-sets', set.id]">
                <span class="title">{{ set.title }}</span>
                <span class="facts">
                  @if (set.agent) {
                    <bur-agent [name]="set.agent" />
                  }
                  <bur-risk [risk]="set.risk" />
                  <span>{{ changes(set.item_count) }}</span>
                  <bur-time class="when" [at]="set.created_at" />
                </span>
              </a>
            </li>
          }
        </ul>
      </bur-state>
    </bur-home-card>
  `,
  styleUrl: './home-rows.scss',
})
export class WaitingReviews {
  protected readonly list = cursorList<ChangeSet>(() => ({
    path: '/change-sets',
    query: { status: 'proposed', limit: 5, count: 'capped' },
  }));
  protected readonly count = computed(() => {
    const total = this.list.total();
    return total && total.count > 0 ? numberText(total.count, total.capped) : '';
  });

  constructor() {
    inject(Live)
      .on('change_set.changed')
      .pipe(takeUntilDestroyed())
      .subscribe(() => void this.list.reload());
  }

  protected changes(items: number): string {
    return countOf(items, 'change');
  }
}
