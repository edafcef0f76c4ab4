import { Component, computed, inject, input } from '@angular/core';
import { People } from '@bureau/portal-core';

/** Whose record it is, by name where the reader may see people. */
@Component({ selector: 'bur-owner', template: `{{ name() }}` })
export class OwnerName {
  readonly #people = inject(People);
  readonly id = input.required<number | null>();

  protected readonly name = computed(() => {
    const id = this.id();
    const name = id === null ? 'nobody' : this.#people.nameOf(id);
    return name.charAt(0).toUpperCase() + name.slice(1);
  });
}
