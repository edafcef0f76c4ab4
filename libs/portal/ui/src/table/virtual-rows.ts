import {
  computed,
  DestroyRef,
  Directive,
  effect,
  ElementRef,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { ScrollScale } from './scroll-scale';

/** Rows beyond the edges of the screen that are drawn already. */
const AHEAD = 8;

/** The rows on the screen and a few around them; `end` is not among them. */
export interface RowRange {
  start: number;
  end: number;
}

/**
 * Makes an element the scrolled screen of very many rows of one height, of which only those in `range()` are drawn.
 * The CDK's viewport wants all rows in one array and all heights in one element; here are more than a browser can lay
 * out, and most of them are not loaded.
 */
@Directive({ selector: '[burVirtualRows]', exportAs: 'burVirtualRows', host: { '(scroll)': 'scrolled()' } })
export class VirtualRows {
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #scale = new ScrollScale();
  readonly #screen = signal(600);
  /** Grows with every move; what is read from the scale depends on it. */
  readonly #moves = signal(0);

  readonly rows = input(0, { alias: 'burVirtualRows' });
  // Not required: who asks for the range may do so before the inputs are set for the first time.
  readonly rowHeight = input(44);
  /** Height of what stands above the rows inside the same scrolled element, and stays there. */
  readonly headHeight = input(0);

  readonly height = computed(() => (this.#moves(), this.#scale.height));
  readonly range = computed<RowRange>(
    () => {
      this.#moves();
      const first = Math.floor(this.#scale.top / this.rowHeight());
      const last = Math.ceil((this.#scale.top + this.#screen()) / this.rowHeight());
      return { start: Math.max(0, first - AHEAD), end: Math.min(this.rows(), last + AHEAD) };
    },
    { equal: (one, other) => one.start === other.start && one.end === other.end },
  );
  /** The first row that is wholly on the screen. */
  readonly firstShown = computed(() => (this.#moves(), Math.ceil(this.#scale.top / this.rowHeight())));
  /** How many whole rows the screen has: the step of Page Down. */
  readonly perScreen = computed(() => Math.max(1, Math.floor(this.#screen() / this.rowHeight())));

  constructor() {
    if (typeof ResizeObserver !== 'undefined') {
      const observer = new ResizeObserver(() => this.#measure());
      observer.observe(this.#element);
      inject(DestroyRef).onDestroy(() => observer.disconnect());
    }
    effect(() => {
      const bar = this.#scale.resize(this.rows(), this.rowHeight(), this.#screen());
      untracked(() => this.#moved(bar));
    });
  }

  /** Where a row stands inside the element that is `height()` high, in pixels. */
  placeOf(row: number): number {
    this.#moves();
    return this.#scale.placeOf(row);
  }

  /** Pixels of rows above the screen, to come back to. */
  top(): number {
    return this.#scale.top;
  }

  moveTo(top: number): void {
    this.#moved(this.#scale.moveTo(top));
  }

  /** Scrolls as little as is needed to have the whole row on the screen; `start` puts it first. */
  show(row: number, where: 'nearest' | 'start' = 'nearest'): void {
    const height = this.rowHeight();
    const [top, bottom] = [this.#scale.top, this.#scale.top + this.#screen()];
    if (where === 'start' || row * height < top) this.moveTo(row * height);
    else if ((row + 1) * height > bottom) this.moveTo((row + 1) * height - this.#screen());
  }

  /** So many rows turned out to stand above those on the screen: nothing moves for the reader. */
  shift(rows: number): void {
    this.moveTo(this.#scale.top + rows * this.rowHeight());
  }

  protected scrolled(): void {
    const bar = this.#element.scrollTop;
    this.#moved(this.#scale.scrolled(bar));
  }

  #moved(bar: number): void {
    this.#moves.update((count) => count + 1);
    if (Math.abs(this.#element.scrollTop - bar) < 1) return;
    // A taller list must be laid out before the bar can stand that far down.
    const spacer = this.#element.querySelector<HTMLElement>('[data-rows]');
    if (spacer) spacer.style.height = `${this.#scale.height}px`;
    this.#element.scrollTop = bar;
  }

  #measure(): void {
    this.#screen.set(Math.max(this.rowHeight(), this.#element.clientHeight - this.headHeight()));
  }
}
