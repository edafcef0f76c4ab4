import { computed, inject, Injectable, linkedSignal, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { type Entity } from '@bureau/contracts';
import { cursorList } from '@bureau/portal-core';
import { ColumnChoice } from '../data/column-choice';
import { collectChanges, refreshAfterReconnect } from '../data/live-changes';
import { offeredColumns, shownColumns, usualColumns } from '../data/record-columns';
import { filterParameter, type RecordFilter, filtersOf } from '../data/record-filter';

const PAGE = 50;

/** The records list of one page: what the address asks for, the rows, the selection. */
@Injectable()
export class RecordListStore {
  readonly #route = inject(ActivatedRoute);
  readonly #router = inject(Router);
  readonly #choice = inject(ColumnChoice);
  readonly #params = toSignal(this.#route.queryParamMap, {
    initialValue: this.#route.snapshot.queryParamMap,
  });

  readonly q = computed(() => this.#params().get('q') ?? '');
  readonly sort = computed(() => this.#params().get('sort') ?? '');
  readonly filters = computed(() => filtersOf(this.#params()));
  readonly isFiltered = computed(() => this.q() !== '' || this.filters().length > 0);

  readonly list = cursorList<Entity>(() => ({
    path: '/entities',
    query: {
      limit: PAGE,
      count: 'capped',
      q: this.q(),
      sort: this.sort(),
      ...Object.fromEntries(this.filters().map(filterParameter)),
    },
  }));
  readonly changes = collectChanges();

  readonly offered = computed(() => offeredColumns(this.list.items()));
  /** Settled by the first rows and kept: a filter does not change the columns under the reader. */
  readonly #usual = linkedSignal<readonly Entity[], string[]>({
    source: this.list.items,
    computation: (items, before) => (before?.source.length ? before.value : usualColumns(items)),
  });
  readonly columns = computed(() => {
    const shown = shownColumns(this.#choice.chosen(), this.#usual(), this.offered());
    return this.offered().filter(({ id }) => shown.includes(id));
  });

  /** Ids of the selected rows; rows that are no longer listed are not selected. */
  readonly #selected = signal<ReadonlySet<number>>(new Set());
  readonly selected = computed(() => this.list.items().filter(({ id }) => this.#selected().has(id)));
  readonly allSelected = computed(
    () => this.selected().length > 0 && this.selected().length === this.list.items().length,
  );
  readonly #anchor = linkedSignal({ source: this.q, computation: (): number | null => null });

  constructor() {
    refreshAfterReconnect(() => void this.refresh());
  }

  /** Puts text into the address, without a new entry in the history for each letter. */
  search(q: string): void {
    this.#go({ q: q || null }, true);
  }

  sortBy(sort: string): void {
    this.#go({ sort: sort || null });
  }

  addFilter(filter: RecordFilter): void {
    const [key, value] = filterParameter(filter);
    this.#go({ [key]: value });
  }

  removeFilter(filter: RecordFilter): void {
    this.#go({ [filterParameter(filter)[0]]: null });
  }

  /** Shows everything; the order stays. */
  clear(): void {
    void this.#router.navigate([], { relativeTo: this.#route, queryParams: { sort: this.sort() || null } });
  }

  chooseColumns(ids: readonly string[] | null): void {
    this.#choice.chosen.set(ids);
  }

  isSelected(id: number): boolean {
    return this.#selected().has(id);
  }

  /** @param range selects everything between the last toggled row and this one (Shift) */
  toggle(id: number, range = false): void {
    const ids = this.list.items().map((record) => record.id);
    const from = range && this.#anchor() !== null ? ids.indexOf(this.#anchor() as number) : ids.indexOf(id);
    const to = ids.indexOf(id);
    const touched = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
    const on = !this.#selected().has(id);
    this.#selected.update((now) => {
      return on ? new Set([...now, ...touched]) : new Set([...now].filter((each) => !touched.includes(each)));
    });
    this.#anchor.set(id);
  }

  toggleAll(): void {
    this.#selected.set(this.allSelected() ? new Set() : new Set(this.list.items().map(({ id }) => id)));
  }

  selectNone(): void {
    this.#selected.set(new Set());
  }

  /** Shows a record as a write answered it. */
  put(record: Entity): void {
    this.changes.ignore(record.id, record.version);
    this.list.update((items) => items.map((item) => (item.id === record.id ? record : item)));
  }

  /** Takes out a record that was moved to the trash. */
  takeOut({ id, version }: Entity): void {
    this.changes.ignore(id, version + 1);
    this.list.update((items) => items.filter((item) => item.id !== id));
  }

  async refresh(): Promise<void> {
    this.changes.clear();
    await this.list.reload();
  }

  #go(change: Record<string, string | null>, replaceUrl = false): void {
    void this.#router.navigate([], {
      relativeTo: this.#route,
      queryParams: change,
      queryParamsHandling: 'merge',
      replaceUrl,
    });
  }
}
