import { Component, computed, inject, input } from '@angular/core';
import { Session } from '@bureau/portal-core';

/** Whose record it is: "You", or the number of another person. */
@Component({ selector: 'bur-owner', template: `{{ name() }}` })
export class OwnerName {
  readonly #session = inject(Session);
  readonly id = input.required<number | null>();

  protected readonly name = computed(() => {
    const id = this.id();
    if (id === null) return 'Nobody';
    return id === this.#session.user()?.id ? 'You' : `Person ${id}`;
  });
}
