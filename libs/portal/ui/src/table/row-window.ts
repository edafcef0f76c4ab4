import { computed, type Signal, signal } from '@angular/core';

/** A page of rows as a list answered it. */
export interface RowPage<T> {
  rows: readonly T[];
  /** Cursor of the rows that follow, in the order of the query; null at its end. */
  after: string | null;
  /** Cursor of the rows before, where the list gives one. */
  before: string | null;
  /** How many rows there are, where it was counted. */
  total: { count: number; capped: boolean } | null;
}

/** Which page is wanted. `mirrored` reads in the opposite order, from the last row on. */
export interface PageWish {
  cursor: string | null;
  mirrored: boolean;
}

interface LoadedPage<T> {
  cursor: string | null;
  rows: readonly T[];
  after: string | null;
  before: string | null;
}

interface WindowState<T> {
  /** In the order of the query, one after the other without a gap. */
  pages: readonly LoadedPage<T>[];
  /** Place of the first loaded row, counted in the order of the query. */
  first: number;
  mirrored: boolean;
  total: { count: number; capped: boolean } | null;
  problem: unknown;
  busy: 'first' | 'again' | 'more' | null;
}

/** Pages that are kept: those on the screen and enough around them to go back and forth. */
const PAGES_KEPT = 10;
/** Rows that are fetched before they are needed. */
const MARGIN = 60;

/**
 * A stretch of a long list in memory. It grows at whichever end the reader nears and lets go of pages at the other, so
 * that memory stays the same however far one scrolls. Cursors of pages that were let go are remembered: the way back
 * needs no more than the way there.
 */
export class RowWindow<T extends { readonly id: number }> {
  readonly #state = signal<WindowState<T>>(empty());
  readonly #rows = computed(() => this.#state().pages.flatMap(({ rows }) => rows));
  readonly #ids = computed(() => new Map(this.#rows().map((row, at) => [row.id, at])));
  /** Cursors by which the pages before the first loaded one were read, nearest last. */
  #trail: (string | null)[] = [];
  #turn = 0;
  /** Was this list counted to its end? Then an answer that stopped counting says less. */
  #isCounted = false;
  #wanted = { start: 0, end: 0 };

  /**
   * @param read one page of the list
   * @param shifted so many rows turned out to stand above the loaded ones, beyond what was thought
   */
  constructor(
    private readonly read: (wish: PageWish) => Promise<RowPage<T>>,
    private readonly shifted: (rows: number) => void = () => undefined,
  ) {}

  /** The loaded rows from top to bottom. */
  readonly rows: Signal<readonly T[]> = computed(() =>
    this.#state().mirrored ? [...this.#rows()].reverse() : this.#rows(),
  );
  /** Place of the first loaded row in the whole list. */
  readonly offset = computed(() => {
    const { mirrored, first } = this.#state();
    return mirrored ? Math.max(0, this.count() - first - this.#rows().length) : first;
  });
  readonly total = computed(() => this.#state().total);
  /** Rows that the list has, as far as it is known: at least those loaded, and some more where more follow. */
  readonly count = computed(() => {
    const { total, first, pages } = this.#state();
    const reached = first + this.#rows().length;
    if (total && !total.capped) return Math.max(total.count, reached);
    return pages.at(-1)?.after ? reached + MARGIN : reached;
  });
  readonly problem = computed(() => this.#state().problem);
  readonly busy = computed(() => this.#state().busy);
  readonly isEmpty = computed(() => this.#rows().length === 0);

  /** The row at a place of the whole list; undefined while it is not loaded. */
  at(index: number): T | undefined {
    return this.rows()[index - this.offset()];
  }

  /** Place of a loaded row in the whole list; -1 where it is not loaded. */
  indexOf(id: number): number {
    const at = this.#ids().get(id);
    if (at === undefined) return -1;
    return this.offset() + (this.#state().mirrored ? this.#rows().length - 1 - at : at);
  }

  /**
   * Reads from one end of the list on. `keep` shows the present rows until the new ones are there; `recount` says that
   * the count known so far is of another list.
   */
  async start(options: { mirrored?: boolean; keep?: boolean; recount?: boolean } = {}): Promise<void> {
    const { mirrored = false, keep = false, recount = false } = options;
    const turn = ++this.#turn;
    if (recount) this.#isCounted = false;
    this.#patch(keep ? { busy: 'again' } : { ...empty<T>(), total: this.#state().total, busy: 'first' });
    await this.#load(turn, { cursor: null, mirrored }, (page, total) => {
      this.#trail = [];
      return { pages: [page], first: 0, mirrored, total };
    });
  }

  /** Reads the page behind a cursor whose first row stands at `index` of the list. */
  async place(cursor: string, index: number): Promise<void> {
    const turn = ++this.#turn;
    this.#patch({ busy: 'again' });
    await this.#load(turn, { cursor, mirrored: false }, (page, total) => {
      this.#trail = [];
      return { pages: [page], first: index, mirrored: false, total };
    });
  }

  /** Reads the page around a place again, by the same cursor: rows stand where they stood. */
  async refresh(index: number): Promise<void> {
    const { pages, first, mirrored } = this.#state();
    let at = first;
    const wanted = mirrored ? this.count() - 1 - index : index;
    const kept = pages.findIndex(({ rows }) => (at += rows.length) > wanted);
    const page = pages[Math.max(0, kept)];
    if (!page || (page.cursor === null && !mirrored)) return this.start({ keep: true });
    const before = pages.slice(0, Math.max(0, kept));
    const turn = ++this.#turn;
    this.#patch({ busy: 'again' });
    await this.#load(turn, { cursor: page.cursor, mirrored }, (fresh, total) => {
      this.#trail.push(...before.map(({ cursor }) => cursor));
      return { pages: [fresh], first: first + sizeOf(before), total };
    });
    await this.#fill(this.#turn);
  }

  /** Loads what is missing of these rows and a little around them, if it can be reached page by page. */
  async need(start: number, end: number): Promise<void> {
    this.#wanted = { start, end };
    if (this.#state().busy === null) await this.#fill(this.#turn);
  }

  /** How far these rows are from the loaded ones; 0 where they touch. */
  distance(start: number, end: number): number {
    const last = this.offset() + this.rows().length;
    return Math.max(0, start - last, this.offset() - end);
  }

  /** Changes rows that are loaded, after a write whose answer is known. */
  update(change: (rows: readonly T[]) => readonly T[]): void {
    this.#state.update((now) => {
      const pages = now.pages.map((page) => ({ ...page, rows: change(page.rows) }));
      const gone = sizeOf(now.pages) - sizeOf(pages);
      const total = now.total && { ...now.total, count: Math.max(0, now.total.count - gone) };
      return { ...now, pages, total };
    });
  }

  /** The list was counted apart. */
  counted(total: { count: number; capped: boolean }): void {
    this.#isCounted = !total.capped;
    this.#patch({ total });
  }

  /** What is loaded, to be put back later by `restore`. */
  save(): unknown {
    return { state: { ...this.#state(), busy: null }, trail: [...this.#trail] };
  }

  restore(saved: unknown): void {
    const { state, trail } = saved as { state: WindowState<T>; trail: (string | null)[] };
    this.#isCounted = state.total?.capped === false;
    this.#turn++;
    this.#trail = [...trail];
    this.#state.set(state);
  }

  async #fill(turn: number): Promise<void> {
    for (let more = true; more && turn === this.#turn;) {
      const { pages, first, mirrored, problem } = this.#state();
      if (problem || pages.length === 0) return;
      const [start, end] = this.#wantedOfQuery(mirrored);
      const last = first + sizeOf(pages);
      if (end + MARGIN > last && pages.at(-1)?.after) more = await this.#ahead(turn);
      else if (start - MARGIN < first && this.#hasBehind()) more = await this.#behind(turn);
      else return;
    }
  }

  #wantedOfQuery(mirrored: boolean): [number, number] {
    const { start, end } = this.#wanted;
    return mirrored ? [this.count() - end, this.count() - start] : [start, end];
  }

  async #ahead(turn: number): Promise<boolean> {
    const cursor = this.#state().pages.at(-1)?.after ?? null;
    this.#patch({ busy: 'more' });
    return this.#load(turn, { cursor, mirrored: this.#state().mirrored }, (page, total) => {
      const { pages, first } = this.#state();
      const dropped = pages.slice(0, Math.max(0, pages.length + 1 - PAGES_KEPT));
      this.#trail.push(...dropped.map((each) => each.cursor));
      return { pages: [...pages.slice(dropped.length), page], first: first + sizeOf(dropped), total };
    });
  }

  async #behind(turn: number): Promise<boolean> {
    const known = this.#trail.length > 0;
    const cursor = known ? (this.#trail.at(-1) ?? null) : (this.#state().pages[0]?.before ?? null);
    this.#patch({ busy: 'more' });
    return this.#load(turn, { cursor, mirrored: this.#state().mirrored }, (page, total) => {
      if (known) this.#trail.pop();
      const { pages } = this.#state();
      const kept = [page, ...pages].slice(0, PAGES_KEPT);
      const first = this.#state().first - page.rows.length;
      const isBeginning = page.cursor === null || (!known && page.before === null);
      // Rows came or went since the places were counted: those on the screen are told their true ones.
      const drift = isBeginning ? -first : Math.max(0, -first);
      if (drift !== 0) this.shifted(drift);
      return { pages: kept, first: first + drift, total };
    });
  }

  #hasBehind(): boolean {
    return this.#trail.length > 0 || (this.#state().pages[0]?.before ?? null) !== null;
  }

  async #load(
    turn: number,
    wish: PageWish,
    merge: (page: LoadedPage<T>, total: WindowState<T>['total']) => Partial<WindowState<T>>,
  ): Promise<boolean> {
    try {
      const { rows, after, before, total } = await this.read(wish);
      if (turn !== this.#turn) return false;
      const page = { cursor: wish.cursor, rows, after, before };
      const known = total?.capped && this.#isCounted ? null : total;
      this.#patch({ ...merge(page, known ?? this.#state().total), problem: null, busy: null });
      return true;
    } catch (problem) {
      if (turn === this.#turn) this.#patch({ problem, busy: null });
      return false;
    }
  }

  #patch(change: Partial<WindowState<T>>): void {
    this.#state.update((now) => ({ ...now, ...change }));
  }
}

function empty<T>(): WindowState<T> {
  return { pages: [], first: 0, mirrored: false, total: null, problem: null, busy: 'first' };
}

function sizeOf(pages: readonly { rows: readonly unknown[] }[]): number {
  return pages.reduce((sum, { rows }) => sum + rows.length, 0);
}
