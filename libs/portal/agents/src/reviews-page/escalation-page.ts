import { Component, input } from '@angular/core';
import { type Escalation } from '@bureau/contracts';
import { apiResource } from '@bureau/portal-core';
import { PageHeader, State } from '@bureau/portal-ui';
import { EscalationCard } from '../parts/escalation-card';

/** One question of an agent, and its answer. */
@Component({
  selector: 'bur-escalation-page',
  imports: [EscalationCard, PageHeader, State],
  template: `
    <div class="bur-page">
      <bur-page-header heading="An agent needs a person" back="/reviews" backLabel="Reviews" />
      <bur-state
        what="The question"
        skeleton="card"
        [rows]="1"
        [loading]="escalation.loading()"
        [problem]="escalation.problem()"
        (retry)="escalation.reload()"
      >
        @if (escalation.value(); as open) {
          <bur-escalation
            class="block max-w-[880px]"
            [escalation]="open"
            (decided)="escalation.set($event)"
          />
        }
      </bur-state>
    </div>
  `,
})
export class EscalationPage {
  readonly id = input.required<string>();
  protected readonly escalation = apiResource<Escalation>(() => `/escalations/${this.id()}`);
}
