import { Component, computed, inject, input, output, resource, signal } from '@angular/core';
import { type Entity } from '@bureau/contracts';
import { Api } from '@bureau/portal-core';
import { Field, InputControl } from '@bureau/portal-ui';

const PAUSE = 200;
const OFFERED = 8;

/** Finds a record by typing part of its name; arrows and Enter choose. */
@Component({
  selector: 'bur-record-picker',
  imports: [Field, InputControl],
  templateUrl: './record-picker.html',
  styleUrl: './record-picker.scss',
  host: { '(keydown)': 'pressed($event)', class: 'relative block' },
})
export class RecordPicker {
  readonly #api = inject(Api);
  readonly label = input.required<string>();
  /** A record that is not offered. */
  readonly without = input<number>();
  readonly picked = output<Entity | null>();

  protected readonly text = signal('');
  protected readonly choice = signal<Entity | null>(null);
  protected readonly marked = signal(0);
  readonly #found = resource({
    params: () => (this.choice() ? '' : this.text().trim()),
    loader: ({ params, abortSignal }) => this.#search(params, abortSignal),
    defaultValue: [],
  });
  protected readonly offers = computed(() => {
    const found = this.#found.hasValue() ? this.#found.value() : [];
    return found.filter(({ id }) => id !== this.without());
  });
  protected readonly hint = computed(() => {
    if (this.choice() || this.text().trim() === '') return 'Type part of its name.';
    return !this.#found.isLoading() && this.offers().length === 0
      ? 'No record matches.'
      : 'Choose one of the list.';
  });

  protected typed(text: string): void {
    this.text.set(text);
    this.marked.set(0);
    if (this.choice()) this.#choose(null);
  }

  protected take(record: Entity): void {
    this.text.set(record.name);
    this.#choose(record);
  }

  protected pressed(event: KeyboardEvent): void {
    const count = this.offers().length;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const marked = this.offers()[this.marked()];
    if (step && count > 0) this.marked.update((now) => (now + step + count) % count);
    else if (event.key === 'Enter' && marked && !this.choice()) this.take(marked);
    else return;
    event.preventDefault();
  }

  #choose(record: Entity | null): void {
    this.choice.set(record);
    this.picked.emit(record);
  }

  async #search(text: string, aborted: AbortSignal): Promise<Entity[]> {
    if (text === '') return [];
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    return aborted.aborted ? [] : this.#api.get<Entity[]>('/entities', { q: text, limit: OFFERED });
  }
}
