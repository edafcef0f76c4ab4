import { Component, computed, inject, input } from '@angular/core';
import { apiResource, Session } from '@bureau/portal-core';
import { type Escalation } from '@bureau/contracts';
import { type QuestionStep } from '../data/task-story';
import { EscalationCard } from '../parts/escalation-card';

/** A question of the running task, pinned above its answer. */
@Component({
  selector: 'bur-task-question',
  imports: [EscalationCard],
  template: `
    @if (escalation.value(); as open) {
      <bur-escalation [escalation]="open" [linksTask]="false" (decided)="escalation.set($event)" />
    } @else {
      <p class="rounded-card bg-warn-container p-3 text-on-warn-container">{{ question().title }}</p>
    }
  `,
})
export class TaskQuestion {
  readonly question = input.required<QuestionStep>();
  readonly #mayRead = inject(Session).can('escalation:read');

  protected readonly escalation = apiResource<Escalation>(
    computed(() => (this.#mayRead ? `/escalations/${this.question().escalation_id}` : undefined)),
  );
}
