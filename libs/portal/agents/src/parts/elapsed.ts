import { Component, computed, effect, input, signal } from '@angular/core';
import { type AgentTask } from '@bureau/contracts';
import { duration } from '@bureau/portal-ui';
import { timeTaken } from '../data/task-words';

/** The time that a task has taken, counting while it runs: "1:42". */
@Component({
  selector: 'bur-elapsed',
  template: `<span class="tabular-nums">{{ shown() }}</span>`,
})
export class Elapsed {
  readonly task = input.required<AgentTask>();
  readonly #now = signal(Date.now());
  readonly #counts = computed(() => this.task().started_at !== null && this.task().finished_at === null);

  protected readonly shown = computed(() => {
    const time = timeTaken(this.task(), this.#now());
    return time === null ? '–' : duration(time);
  });

  constructor() {
    effect((onCleanup) => {
      if (!this.#counts()) return;
      const timer = setInterval(() => this.#now.set(Date.now()), 1000);
      onCleanup(() => clearInterval(timer));
    });
  }
}
