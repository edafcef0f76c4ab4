import { Component, computed, inject, input } from '@angular/core';
import { Clock } from './clock';
import { fullTime, relativeTime } from './relative-time';

/** A moment as "3 min ago", with the whole of it in the title. */
@Component({
  selector: 'bur-time',
  template: `<time [attr.datetime]="at()" [title]="full()">{{ shown() }}</time>`,
  host: { class: 'whitespace-nowrap' },
})
export class TimeAgo {
  readonly #clock = inject(Clock);
  /** RFC 3339. */
  readonly at = input.required<string>();

  protected readonly full = computed(() => fullTime(new Date(this.at())));
  protected readonly shown = computed(() =>
    relativeTime(Date.parse(this.at()), Math.max(this.#clock.now(), Date.now())),
  );
}
