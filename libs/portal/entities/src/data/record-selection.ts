import { computed, signal } from '@angular/core';
import { type Entity } from '@bureau/contracts';

/** What an act on many records is about: these, or all that the filter finds. */
export type Selected = { kind: 'records'; records: readonly Entity[] } | { kind: 'filter'; count: number };

/**
 * The selected rows. They stay selected when they scroll out of memory. A selection of the whole filter is counted
 * before it is made, and taking one row out of it leaves the loaded ones.
 */
export class RecordSelection {
  readonly #records = signal<ReadonlyMap<number, Entity>>(new Map());
  readonly #whole = signal<number | null>(null);
  #anchor: number | null = null;

  readonly count = computed(() => this.#whole() ?? this.#records().size);
  readonly isWhole = computed(() => this.#whole() !== null);
  readonly selected = computed<Selected>(() => {
    const count = this.#whole();
    return count === null
      ? { kind: 'records', records: [...this.#records().values()] }
      : { kind: 'filter', count };
  });

  has(id: number): boolean {
    return this.isWhole() || this.#records().has(id);
  }

  /** Are all of these rows selected? */
  hasAll(loaded: readonly Entity[]): boolean {
    return loaded.length > 0 && loaded.every(({ id }) => this.has(id));
  }

  /**
   * Selects a row, or takes it out.
   * @param loaded the loaded rows in their order
   * @param range does the same with everything since the last touched row (Shift)
   */
  toggle(record: Entity, loaded: readonly Entity[], range = false): void {
    const on = !this.has(record.id);
    if (this.isWhole()) this.#set(loaded);
    const to = loaded.findIndex(({ id }) => id === record.id);
    const anchor = range ? loaded.findIndex(({ id }) => id === this.#anchor) : -1;
    const from = anchor < 0 ? to : anchor;
    const touched = to < 0 ? [record] : loaded.slice(Math.min(from, to), Math.max(from, to) + 1);
    this.#records.update((now) => {
      const next = new Map(now);
      for (const each of touched)
        if (on) next.set(each.id, each);
        else next.delete(each.id);
      return next;
    });
    this.#anchor = record.id;
  }

  /** The tick of the head: all loaded rows, or none. */
  toggleAll(loaded: readonly Entity[]): void {
    if (this.hasAll(loaded)) this.clear();
    else this.#set([...this.#records().values(), ...loaded]);
  }

  /** Everything that the filter finds. @param count how many that are, exactly */
  selectWhole(count: number): void {
    this.#whole.set(count);
  }

  clear(): void {
    this.#set([]);
    this.#anchor = null;
  }

  /** A selected record changed: its new version is the one that was looked at. */
  put(record: Entity): void {
    if (this.#records().has(record.id)) this.#records.update((now) => new Map(now).set(record.id, record));
  }

  remove(id: number): void {
    this.#records.update((now) => new Map([...now].filter(([other]) => other !== id)));
  }

  #set(records: readonly Entity[]): void {
    this.#whole.set(null);
    this.#records.set(new Map(records.map((record) => [record.id, record])));
  }
}
