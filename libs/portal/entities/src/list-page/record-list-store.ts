import { computed, effect, inject, Injectable, linkedSignal, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { type Entity } from '@bureau/contracts';
import { Api, ConnectionHealth, type ListQuery, toApiProblem } from '@bureau/portal-core';
import { RowWindow } from '@bureau/portal-ui';
import { Subject } from 'rxjs';
import { type LeftList, type LeftPlace, ListMemory } from '../data/list-memory';
import { collectChanges, refreshAfterReconnect } from '../data/live-changes';
import { readRecords } from '../data/read-records';
import {
  columnsOf,
  learnPaths,
  NAME_COLUMN,
  offeredColumns,
  type SeenPaths,
  usualColumns,
} from '../data/record-columns';
import { type RecordFilter } from '../data/record-filter';
import { RecordSeek, seekColumn } from '../data/record-seek';
import { RecordSelection } from '../data/record-selection';
import {
  type ColumnSetting,
  readView,
  type RecordView,
  rowsQuery,
  viewParameters,
} from '../data/record-view';
import { ViewMemory } from '../data/view-memory';
import { resizeColumn } from './column-keys';

const PAGE = 100;

/** The records list of one page: what the address asks for, the rows near the screen, the selection. */
@Injectable()
export class RecordListStore {
  readonly #api = inject(Api);
  readonly #route = inject(ActivatedRoute);
  readonly #router = inject(Router);
  readonly #memory = inject(ListMemory);
  readonly #views = inject(ViewMemory);
  readonly #health = inject(ConnectionHealth);
  readonly #params = toSignal(this.#route.queryParamMap, {
    initialValue: this.#route.snapshot.queryParamMap,
  });

  readonly view = computed(() => readView(this.#params()));
  readonly sort = computed(() => this.view().sort);
  readonly filters = computed(() => this.view().filters);
  readonly isFiltered = computed(() => this.view().q !== '' || this.filters().length > 0);
  /** What the API is asked for; the same object while only the looks change. */
  readonly query = computed(() => rowsQuery(this.view()), { equal: sameText });

  /** So many rows turned out to stand above the loaded ones. */
  readonly shifted = new Subject<number>();
  /** The list begins anew: at its first row. */
  readonly restarted = new Subject<void>();
  readonly rows = new RowWindow<Entity>(
    (wish) =>
      readRecords(this.#api, this.query(), wish, {
        limit: PAGE,
        count: wish.cursor === null && !wish.mirrored ? 'capped' : null,
      }),
    (count) => this.shifted.next(count),
  );
  readonly problem = computed(() => {
    const problem = this.rows.problem();
    return problem ? toApiProblem(problem) : null;
  });
  readonly changes = collectChanges();
  readonly selection = new RecordSelection();
  /** Rows that no longer match the filter since they were edited here; they stay until the list is read again. */
  readonly unmatched = signal<ReadonlySet<number>>(new Set());
  readonly isOffline = computed(() => this.#health.state() === 'offline');
  /** The column one can go to a value of. */
  readonly seekable = computed(() => seekColumn(this.sort()));
  readonly seeking = signal(false);
  /** The place that was dragged to last cannot be reached in this order. */
  readonly outOfReach = signal(false);

  readonly #seen = linkedSignal<readonly Entity[], SeenPaths>({
    source: this.rows.rows,
    computation: (rows, before) => learnPaths(before?.value ?? new Map(), rows),
  });
  readonly offered = computed(() => offeredColumns(this.#seen()));
  /** Settled by the first rows and kept: a filter does not change the columns under the reader. */
  readonly #usual = linkedSignal<readonly Entity[], string[]>({
    source: this.rows.rows,
    computation: (rows, before) => (before?.source.length ? before.value : usualColumns(rows)),
  });
  readonly columns = computed(() => {
    const settings = this.columnSettings();
    const widths = new Map(settings.map(({ id, width }) => [id, width]));
    const ids = settings.map(({ id }) => id);
    return columnsOf(ids, this.offered()).map((column) => ({
      ...column,
      width: widths.get(column.id) ?? column.width,
    }));
  });
  readonly #settings = computed<readonly ColumnSetting[]>(
    () => this.view().columns ?? this.#views.columns() ?? this.#usual().map((id) => ({ id, width: null })),
  );
  /** The columns beside the name, in their order. */
  readonly columnSettings = computed(() => this.#settings().filter(({ id }) => id !== NAME_COLUMN.id));
  readonly nameWidth = computed(
    () => this.#settings().find(({ id }) => id === NAME_COLUMN.id)?.width ?? NAME_COLUMN.width,
  );

  /** Where the list was left, if the browser's way back led here. */
  readonly left: LeftPlace | null = this.#comeBack();
  #left = this.left;

  constructor() {
    refreshAfterReconnect(() => void this.refresh(0));
    effect(() => {
      this.query();
      untracked(() => this.#begin());
    });
  }

  /** Keeps the list for the browser's way back. */
  leave(place: LeftPlace): void {
    if (!this.rows.isEmpty())
      this.#memory.keep({ ...place, address: this.#address(), rows: this.rows.save() });
  }

  /** Puts text into the address, without a new entry in the history for each letter. */
  search(q: string): void {
    this.show({ q }, true);
  }

  sortBy(sort: string): void {
    this.show({ sort });
  }

  addFilter(filter: RecordFilter): void {
    const others = this.filters().filter((each) => !isSameKey(each, filter));
    this.show({ filters: [...others, filter] });
  }

  removeFilter(filter: RecordFilter): void {
    this.show({ filters: this.filters().filter((each) => each !== filter) });
  }

  /** Shows everything; order and columns stay. */
  clear(): void {
    this.show({ q: '', filters: [] });
  }

  /** @param columns those beside the name; null for the usual ones */
  chooseColumns(columns: readonly ColumnSetting[] | null, nameWidth: number | null = null): void {
    const name = { id: NAME_COLUMN.id, width: nameWidth ?? this.nameWidth() };
    const isUsual = name.width === NAME_COLUMN.width;
    const all = columns && (isUsual ? columns : [name, ...columns]);
    this.#views.remember({ columns: all });
    this.show({ columns: all }, true);
  }

  /** Another width for a column, in pixels. */
  resize(column: string, width: number): void {
    const isName = column === NAME_COLUMN.id;
    this.chooseColumns(resizeColumn(this.columnSettings(), column, width), isName ? Math.round(width) : null);
  }

  /** Changes the view, which is the address. */
  show(change: Partial<RecordView>, replaceUrl = false): void {
    void this.#router.navigate([], {
      relativeTo: this.#route,
      queryParams: viewParameters({ ...this.view(), ...change }),
      replaceUrl,
    });
  }

  /** Shows a record as a write answered it. */
  put(record: Entity): void {
    this.changes.ignore(record.id, record.version);
    this.selection.put(record);
    this.rows.update((rows) => rows.map((row) => (row.id === record.id ? record : row)));
  }

  /** Takes out a record that was moved to the trash. */
  takeOut({ id, version }: Entity): void {
    this.changes.ignore(id, version + 1);
    this.selection.remove(id);
    this.rows.update((rows) => rows.filter((row) => row.id !== id));
  }

  /** Reads the rows again. @param firstShown the row at the upper edge, which stays there */
  async refresh(firstShown: number): Promise<void> {
    this.changes.clear();
    this.unmatched.set(new Set());
    await this.rows.refresh(firstShown);
    await this.#recount('capped');
  }

  toStart(): Promise<void> {
    return this.rows.offset() === 0 ? Promise.resolve() : this.rows.start({ keep: true });
  }

  /** Shows the last rows, read from the other end. */
  async toEnd(): Promise<void> {
    if (this.rows.offset() + this.rows.rows().length >= this.rows.count()) return;
    if (this.rows.total()?.capped !== false) await this.#recount('exact');
    await this.rows.start({ mirrored: true, keep: true });
  }

  /** @returns the place of the first row at or behind a value of the sorted column */
  async toValue(value: string): Promise<number> {
    if (this.rows.total()?.capped !== false) await this.#recount('exact');
    return this.#land(await this.#seek().toValue(value));
  }

  /** @returns the place near `index` that could be reached, or null where the order gives no hold */
  async toIndex(index: number): Promise<number | null> {
    const found = await this.#seek().toIndex(index);
    return found === null ? null : this.#land(found);
  }

  /**
   * Loads the rows around a place far from those that are loaded, near it by the values of the sorted column. An order
   * without such a hold is not walked through: the nearest loaded row is what can be shown.
   * @returns the place that was reached
   */
  async reach(index: number): Promise<number> {
    this.seeking.set(true);
    this.outOfReach.set(false);
    try {
      if (index === 0) return await this.toStart().then(() => 0);
      if (index + PAGE >= this.rows.count()) return await this.toEnd().then(() => index);
      const landed = await this.toIndex(index);
      if (landed !== null) return landed;
    } catch {
      // Without an answer no place is nearer than those that are loaded.
    } finally {
      this.seeking.set(false);
    }
    this.outOfReach.set(true);
    const first = this.rows.offset();
    return index < first ? first : first + this.rows.rows().length - 1;
  }

  /** Does an edited record still belong to what is listed? It stays, marked, if not. */
  async checkMatch(id: number): Promise<void> {
    if ('id' in this.query()) return;
    const wish = { cursor: null, mirrored: false };
    const { rows } = await readRecords(this.#api, { ...this.query(), id }, wish, { limit: 1 });
    this.#markUnmatched(id, rows.length === 0);
  }

  /** How many records the filter finds, exactly and now. */
  async countExactly(): Promise<number> {
    await this.#recount('exact');
    return this.rows.count();
  }

  async #land(found: Awaited<ReturnType<RecordSeek['toValue']>>): Promise<number> {
    if (found === 'start') await this.toStart();
    else if (found === 'end') await this.toEnd();
    else await this.rows.place(found.cursor, found.index);
    if (found === 'start') return 0;
    // The row that was found stands before those behind its cursor.
    return found === 'end' ? this.rows.count() - 1 : found.index - 1;
  }

  #markUnmatched(id: number, isUnmatched: boolean): void {
    this.unmatched.update((now) => {
      const others = [...now].filter((other) => other !== id);
      return new Set(isUnmatched ? [...others, id] : others);
    });
  }

  #seek(): RecordSeek {
    return new RecordSeek(this.#api, this.query(), this.rows.count());
  }

  /** The rows as they were left, read again where they stand; else the list from its beginning. */
  #begin(): void {
    const left = this.#left;
    this.#left = null;
    if (left) return void this.refresh(left.firstShown);
    this.selection.clear();
    this.unmatched.set(new Set());
    this.outOfReach.set(false);
    this.changes.clear();
    this.restarted.next();
    void this.#readFromStart();
  }

  async #readFromStart(): Promise<void> {
    const query = this.query();
    await this.rows.start({ keep: !this.rows.isEmpty(), recount: true });
    if (query === this.query() && this.rows.total()?.capped) await this.#recount('exact');
  }

  async #recount(count: 'capped' | 'exact'): Promise<void> {
    const query = this.query();
    const wish = { cursor: null, mirrored: false };
    try {
      const { total } = await readRecords(this.#api, query, wish, { limit: 1, count });
      if (!total || query !== this.query()) return;
      if (total.capped) await this.#recount('exact');
      else this.rows.counted(total);
    } catch {
      // The rows are shown without their number; whoever needs it exactly asks again.
    }
  }

  #comeBack(): LeftList | null {
    const isBack = this.#router.currentNavigation()?.trigger === 'popstate';
    const left = isBack ? this.#memory.take(this.#address()) : null;
    if (left) this.rows.restore(left.rows);
    return left;
  }

  #address(): string {
    return JSON.stringify(viewParameters(this.view()));
  }
}

function isSameKey(one: RecordFilter, other: RecordFilter): boolean {
  return one.field === other.field && one.operator === other.operator;
}

function sameText(one: ListQuery, other: ListQuery): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
