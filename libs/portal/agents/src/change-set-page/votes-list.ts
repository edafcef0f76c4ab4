import { Component, input } from '@angular/core';
import { type ChangeSetVote } from '@bureau/contracts';
import { Person } from '@bureau/portal-core';
import { TimeAgo } from '@bureau/portal-ui';
import { LucideCheck, LucideX } from '@lucide/angular';

/** Who decided what, when and why. */
@Component({
  selector: 'bur-votes',
  imports: [LucideCheck, LucideX, Person, TimeAgo],
  template: `
    @if (votes().length) {
      <ul class="flex flex-col gap-1 text-table">
        @for (vote of votes(); track vote.user_id) {
          <li class="flex flex-wrap items-baseline gap-x-2">
            @if (vote.decision === 'approve') {
              <svg lucideCheck class="self-center text-ok" [size]="16"></svg>
            } @else {
              <svg lucideX class="self-center text-error" [size]="16"></svg>
            }
            <span>
              <bur-person [id]="vote.user_id" [capital]="true" />
              {{ vote.decision === 'approve' ? 'approved' : 'rejected' }}
            </span>
            <bur-time class="bur-muted" [at]="vote.at" />
            @if (vote.reason) {
              <q class="min-w-0 basis-full md:basis-auto">{{ vote.reason }}</q>
            }
          </li>
        }
      </ul>
    }
  `,
})
export class VotesList {
  readonly votes = input.required<readonly ChangeSetVote[]>();
}
