import { Component, computed, effect, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AgentTask } from '@bureau/contracts';
import { apiResource } from '@bureau/portal-core';
import { AgentBadge, StatusChip } from '@bureau/portal-ui';
import { taskHeading } from '../data/task-words';

/** The parts that a task was split into, each a task of its own; a part leads back to its whole. */
@Component({
  selector: 'bur-task-parts',
  imports: [RouterLink, AgentBadge, StatusChip],
  host: { class: 'empty:hidden' },
  template: `
    @if (task().parent_id; as whole) {
      <p class="m-0 text-table">
        Part {{ task().part }} of <a [routerLink]="['/tasks', whole]">task {{ whole }}</a>
      </p>
    }
    @if (parts().length) {
      <section class="bur-card p-4" aria-labelledby="task-parts">
        <h2 id="task-parts" class="m-0 mb-2 text-body font-semibold">Parts</h2>
        <ol class="m-0 flex list-none flex-col gap-2 p-0">
          @for (part of parts(); track part.id) {
            <li class="flex flex-wrap items-center gap-x-3 gap-y-1 text-table">
              <bur-status [status]="part.status" />
              <bur-agent [name]="part.agent ?? ''" />
              <a class="min-w-0 flex-1 truncate" [routerLink]="['/tasks', part.id]">{{ heading(part) }}</a>
            </li>
          }
        </ol>
      </section>
    }
  `,
})
export class TaskParts {
  readonly task = input.required<AgentTask>();

  /** Tasks of one agent have no parts, and need no asking. */
  readonly #whole = computed(() => {
    const { id, agent } = this.task();
    return agent === 'dispatcher' ? id : undefined;
  });
  readonly #parts = apiResource<AgentTask[]>(
    () => (this.#whole() === undefined ? undefined : '/agent-tasks'),
    () => ({ parent_id: this.#whole(), sort: 'id' }),
  );

  protected readonly parts = computed(() => this.#parts.value() ?? []);
  protected readonly heading = (part: AgentTask) => taskHeading(part.input);

  constructor() {
    // a part that ends tells its whole, whose next state is the moment to look again
    effect(() => {
      this.task();
      untracked(() => this.#parts.reload());
    });
  }
}
