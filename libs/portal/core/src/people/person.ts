import { Component, computed, inject, input } from '@angular/core';
import { People } from './people';

/** Names a person by id: `<bur-person [id]="task.requested_by" />`. */
@Component({
  selector: 'bur-person',
  template: `{{ shown() }}`,
})
export class Person {
  readonly #people = inject(People);
  readonly id = input.required<number>();
  /** Starts a sentence. */
  readonly capital = input(false);

  protected readonly shown = computed(() => {
    const name = this.#people.nameOf(this.id());
    return this.capital() ? name.charAt(0).toUpperCase() + name.slice(1) : name;
  });
}
