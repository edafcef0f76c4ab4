import { BreakpointObserver } from '@angular/cdk/layout';
import { CdkDrag, type CdkDragDrop, CdkDropList, moveItemInArray } from '@angular/cdk/drag-drop';
import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { type Entity } from '@bureau/contracts';
import { Preferences } from '@bureau/portal-core';
import { type GridPlace, movedBy, SortButton, SortHeader, VirtualRows } from '@bureau/portal-ui';
import { NAME_COLUMN, type RecordColumn } from '../data/record-columns';
import { columnKey, WIDTHS } from './column-keys';
import { ColumnResize } from './column-resize';
import { HEAD, NARROW_ROW, ROW_HEIGHTS, TICK } from './grid-measures';
import { LongPress } from './long-press';
import { RecordEdits } from './record-edits';
import { RecordListStore } from './record-list-store';
import { RecordRow } from './record-row';

/** A thumb that rests this long is where the reader wants to be, in milliseconds. */
const REST = 140;
/** Rows that are loaded one page after the other; what is farther is sought. */
const WALK = 600;

/** A row to draw: loaded, or a place that is waited for. */
interface Slot {
  key: number;
  index: number;
  record: Entity | undefined;
}

/** All records of the list as one grid, of which the rows near the screen exist. */
@Component({
  selector: 'bur-record-grid',
  imports: [VirtualRows, RecordRow, SortHeader, SortButton, CdkDropList, CdkDrag, ColumnResize, LongPress],
  templateUrl: './record-grid.html',
  styleUrl: './record-grid.scss',
})
export class RecordGrid {
  readonly #injector = inject(Injector);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #preferences = inject(Preferences);
  readonly #breakpoints = inject(BreakpointObserver);
  protected readonly store = inject(RecordListStore);
  protected readonly edits = inject(RecordEdits);
  readonly selectable = input(false);
  readonly editable = input(false);
  readonly opened = output<Entity>();
  private readonly virtual = viewChild.required(VirtualRows);

  protected readonly head = HEAD;
  protected readonly widths = WIDTHS;
  protected readonly narrow = this.#matches('(max-width: 767px)');
  readonly #coarse = this.#matches('(pointer: coarse)');
  protected readonly rowHeight = computed(() => {
    if (this.narrow()) return NARROW_ROW;
    return this.#coarse() ? ROW_HEIGHTS.comfortable : ROW_HEIGHTS[this.#preferences.density()];
  });
  protected readonly columns = computed(() => (this.narrow() ? [] : this.store.columns()));
  /** Phones show ticks once something is selected: a long press begins. */
  protected readonly ticks = computed(
    () => this.selectable() && (!this.narrow() || this.store.selection.count() > 0),
  );
  protected readonly nameWidth = computed(() => this.store.nameWidth() ?? NAME_COLUMN.width);
  protected readonly template = computed(() => {
    const tick = this.ticks() ? `${TICK}px ` : '';
    if (this.narrow()) return `${tick}minmax(0, 1fr)`;
    const widths = this.columns().map(({ width }) => `${width}px`);
    return `${tick}minmax(${this.nameWidth()}px, 1fr) ${widths.join(' ')}`;
  });
  protected readonly columnCount = computed(() => (this.ticks() ? 2 : 1) + this.columns().length);
  protected readonly rowCount = computed(() => {
    const total = this.store.rows.total();
    return total && !total.capped ? total.count + 1 : -1;
  });

  /** The cell that has the keyboard, or would have it; it follows its record. */
  readonly #active = signal<{ id: number | null } & GridPlace>({ id: null, row: 0, column: 0 });
  protected readonly active = computed<GridPlace>(() => {
    const { id, row, column } = this.#active();
    const place = id === null ? -1 : this.store.rows.indexOf(id);
    return {
      row: Math.min(place < 0 ? row : place, this.store.rows.count() - 1),
      column: Math.min(column, this.columnCount() - 1),
    };
  });
  #hasFocus = false;

  protected readonly slots = computed<Slot[]>(() => {
    const { start, end } = this.virtual().range();
    const places = Array.from({ length: Math.max(0, end - start) }, (_, at) => start + at);
    // The row with the keyboard exists wherever it is: focus is not lost by scrolling.
    const { row } = this.active();
    if (row >= 0 && (row < start || row >= end)) places.push(row);
    return places.map((index) => {
      const record = this.store.rows.at(index);
      return { index, record, key: record?.id ?? -1 - index };
    });
  });

  constructor() {
    effect(() => this.#rowsNeeded());
    effect(() => {
      this.slots();
      untracked(() => this.#keepFocus());
    });
    this.store.shifted.pipe(takeUntilDestroyed()).subscribe((rows) => this.virtual().shift(rows));
    this.store.restarted.pipe(takeUntilDestroyed()).subscribe(() => {
      this.#active.update(({ column }) => ({ id: null, row: 0, column }));
      this.virtual().moveTo(0);
    });
    afterNextRender(() => {
      const { left } = this.store;
      if (!left) return;
      this.#active.set({ id: null, ...left.active });
      this.virtual().moveTo(left.top);
    });
    inject(DestroyRef).onDestroy(() => {
      this.store.leave({
        top: this.virtual().top(),
        firstShown: this.virtual().firstShown(),
        active: this.active(),
      });
      clearTimeout(this.#resting);
    });
  }

  /** The row at the upper edge of the screen. */
  firstShown(): number {
    return this.virtual().firstShown();
  }

  /** Puts a row first on the screen and the keyboard on it. */
  showRow(row: number): void {
    this.virtual().show(row, 'start');
    this.#activate({ row, column: this.active().column });
    this.#focusActive();
  }

  protected place(slot: Slot): string {
    return `translateY(${this.virtual().placeOf(slot.index)}px)`;
  }

  protected pressed(event: KeyboardEvent): void {
    const place = this.active();
    if (place.row < 0 && this.#headPressed(event, place.column)) return event.preventDefault();
    const size = {
      rows: this.store.rows.count(),
      columns: this.columnCount(),
      perScreen: this.virtual().perScreen(),
      head: !this.narrow(),
    };
    const to = movedBy(event, place, size);
    if (!to && !(place.row >= 0 && this.#rowPressed(event, place))) return;
    event.preventDefault();
    if (to) void this.#moveTo(to, place);
  }

  protected clicked(event: MouseEvent): void {
    const place = this.#placeOf(event.target);
    if (!place) return;
    this.#activate(place);
    const record = this.store.rows.at(place.row);
    const onControl =
      event.target instanceof Element && event.target.closest('a, input, select, label') !== null;
    if (!this.narrow() || !record || onControl) return;
    if (this.store.selection.count() > 0) this.toggle(record);
    else this.opened.emit(record);
  }

  protected doubleClicked(event: MouseEvent): void {
    const place = this.#placeOf(event.target);
    if (place && !this.narrow()) this.#edit(place);
  }

  protected longPressed(target: EventTarget | null): void {
    const place = this.#placeOf(target);
    const record = place && this.store.rows.at(place.row);
    if (record && this.selectable()) this.toggle(record);
  }

  protected toggle(record: Entity, range = false): void {
    this.store.selection.toggle(record, this.store.rows.rows(), range);
  }

  protected focused(inside: boolean, event: FocusEvent): void {
    this.#hasFocus =
      inside || (event.relatedTarget instanceof Node && this.#element.contains(event.relatedTarget));
    // A row that is taken out of the document loses the focus to nobody: it comes back to its place.
    if (!inside && event.relatedTarget === null) this.#hasFocus = true;
    if (!inside) return;
    const place = this.#placeOf(event.target);
    if (place) this.#activate(place);
  }

  /** The pointer pressed somewhere else on the page: the grid does not ask the focus back. */
  protected pressedOutside(event: Event): void {
    if (event.target instanceof Node && !this.#element.contains(event.target)) this.#hasFocus = false;
  }

  protected editClosed(step: number): void {
    const { row, column } = this.active();
    this.#activate({ row, column: column + step });
    this.#focusActive();
    if (step !== 0) this.#edit(this.active());
  }

  protected dropped({ previousIndex, currentIndex }: CdkDragDrop<unknown>): void {
    const settings = [...this.store.columnSettings()];
    moveItemInArray(settings, previousIndex, currentIndex);
    this.store.chooseColumns(settings);
  }

  protected resized(column: string, width: number): void {
    this.store.resize(column, width);
  }

  #rowPressed(event: KeyboardEvent, place: GridPlace): boolean {
    const record = this.store.rows.at(place.row);
    if (!record) return false;
    const far = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && far) this.opened.emit(record);
    else if (event.key === 'Enter' || event.key === 'F2') this.#edit(place);
    else if (far || event.altKey) return false;
    else if (event.key === 'o') this.opened.emit(record);
    else if ((event.key === ' ' || event.key.toLowerCase() === 'x') && this.selectable())
      this.toggle(record, event.shiftKey);
    else return false;
    return true;
  }

  #headPressed(event: KeyboardEvent, at: number): boolean {
    const column = this.columns()[at - (this.ticks() ? 2 : 1)];
    const next = column && columnKey(event, this.store.columnSettings(), column);
    if (!next) return false;
    this.store.chooseColumns(next.columns);
    this.#activate({ row: -1, column: at + next.step });
    this.#focusActive();
    return true;
  }

  #edit(place: GridPlace): void {
    const record = this.store.rows.at(place.row);
    const column = this.#columnAt(place.column);
    if (!record || !column) return;
    const mayEdit = this.editable() && column.editable && !this.store.isOffline() && !this.narrow();
    if (mayEdit) this.edits.open(record.id, column.id);
    else if (column.id === NAME_COLUMN.id) this.opened.emit(record);
  }

  #columnAt(place: number): RecordColumn | undefined {
    const at = place - (this.ticks() ? 1 : 0);
    return at === 0 ? NAME_COLUMN : this.columns()[at - 1];
  }

  async #moveTo(to: GridPlace, from: GridPlace): Promise<void> {
    const isLast = to.row >= this.store.rows.count() - 1;
    if (isLast && to.row - from.row > WALK) await this.store.toEnd();
    else if (to.row === 0 && from.row > WALK) await this.store.toStart();
    const row = isLast && to.row - from.row > WALK ? this.store.rows.count() - 1 : to.row;
    if (row >= 0) this.virtual().show(row);
    this.#activate({ row, column: to.column });
    this.#focusActive();
  }

  #activate({ row, column }: GridPlace): void {
    this.#active.set({ id: this.store.rows.at(row)?.id ?? null, row, column });
  }

  /** The keyboard goes to the active cell, which comes into sight. */
  #focusActive(): void {
    this.#hasFocus = true;
    this.#afterRender(() => {
      const cell = this.#cellElement();
      cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      cell?.focus({ preventScroll: true });
    });
  }

  /**
   * A row that took the place of its skeleton, or was read again, has the keyboard as the one before it had. Nothing
   * scrolls: the reader may be elsewhere by now.
   */
  #keepFocus(): void {
    if (!this.#hasFocus || this.edits.cell()) return;
    this.#afterRender(() => {
      const { activeElement, body } = document;
      const isLost = activeElement === null || activeElement === body;
      if (this.#hasFocus && isLost) this.#cellElement()?.focus({ preventScroll: true });
    });
  }

  #afterRender(run: () => void): void {
    afterNextRender(run, { injector: this.#injector });
  }

  #cellElement(): HTMLElement | null {
    const { row, column } = this.active();
    const cell = this.#element.querySelector<HTMLElement>(`[data-row="${row}"] [data-column="${column}"]`);
    return row < 0 ? (cell?.querySelector<HTMLElement>('button, input') ?? cell) : cell;
  }

  #placeOf(target: EventTarget | null): GridPlace | null {
    if (!(target instanceof Element)) return null;
    const cell = target.closest<HTMLElement>('[data-column]');
    const row = cell?.closest<HTMLElement>('[data-row]');
    return cell && row ? { row: Number(row.dataset['row']), column: Number(cell.dataset['column']) } : null;
  }

  #resting: ReturnType<typeof setTimeout> | undefined;

  /** Near rows are read at once; a place far away once the thumb rests there. */
  #rowsNeeded(): void {
    const { start, end } = this.virtual().range();
    const { rows } = this.store;
    rows.busy();
    clearTimeout(this.#resting);
    untracked(() => {
      if (rows.isEmpty() || end <= start) return;
      if (rows.distance(start, end) <= WALK) return void rows.need(start, end);
      this.#resting = setTimeout(() => void this.#seek(this.firstShown()), REST);
    });
  }

  async #seek(index: number): Promise<void> {
    const landed = await this.store.reach(index);
    this.virtual().show(landed, 'start');
    if (!this.#hasFocus) this.#activate({ row: landed, column: this.active().column });
  }

  #matches(query: string): () => boolean {
    const matches = this.#breakpoints.isMatched(query);
    const changes = toSignal(this.#breakpoints.observe(query));
    return () => changes()?.matches ?? matches;
  }
}
