import { computed, effect, inject, type Signal, signal, untracked } from '@angular/core';
import { Api } from './api';
import { type ApiProblem, toApiProblem } from './api-problem';
import { listTotal, type ListTotal, nextCursor } from './list-page';
import { type ListQuery } from './list-query';

/** What a list shows: `path` of the resource and its query. `undefined` shows nothing and asks nothing. */
export interface ListSource {
  path: string;
  query?: ListQuery;
}

interface ListState<T> {
  items: readonly T[];
  total: ListTotal | null;
  cursor: string | null;
  problem: ApiProblem | null;
  busy: 'first' | 'again' | 'more' | null;
}

/** A list that is read page by page. Rows stay on the screen while the same list is asked again. */
export interface CursorList<T> {
  readonly items: Signal<readonly T[]>;
  readonly total: Signal<ListTotal | null>;
  readonly hasMore: Signal<boolean>;
  readonly problem: Signal<ApiProblem | null>;
  /** Nothing to show yet. */
  readonly loading: Signal<boolean>;
  /** Rows are shown while newer ones are fetched. */
  readonly refreshing: Signal<boolean>;
  readonly loadingMore: Signal<boolean>;
  loadMore(): Promise<void>;
  reload(): Promise<void>;
  /** Changes rows that are shown, after a write whose answer is known. */
  update(change: (items: readonly T[]) => readonly T[]): void;
}

/**
 * A cursor list that follows `source`: when it changes, the first page is read again and an answer that is no longer
 * wanted is dropped. Call it in an injection context.
 */
export function cursorList<T>(source: () => ListSource | undefined): CursorList<T> {
  const pager = new Pager<T>(inject(Api));
  effect(() => {
    const wanted = source();
    untracked(() => void pager.start(wanted));
  });
  const { state } = pager;
  return {
    items: computed(() => state().items),
    total: computed(() => state().total),
    hasMore: computed(() => state().cursor !== null),
    problem: computed(() => state().problem),
    loading: computed(() => state().busy === 'first'),
    refreshing: computed(() => state().busy === 'again'),
    loadingMore: computed(() => state().busy === 'more'),
    loadMore: () => pager.more(),
    reload: () => pager.start(pager.source),
    update: (change) => state.update((now) => ({ ...now, items: change(now.items) })),
  };
}

class Pager<T> {
  readonly state = signal<ListState<T>>({
    items: [],
    total: null,
    cursor: null,
    problem: null,
    busy: 'first',
  });
  source: ListSource | undefined;
  /** Counts the lists that were asked for; an answer for an older one is dropped. */
  #turn = 0;
  #shown: ListSource | undefined;

  constructor(private readonly api: Api) {}

  async start(source: ListSource | undefined): Promise<void> {
    this.source = source;
    const turn = ++this.#turn;
    if (!source) return;
    const samePath = this.#shown?.path === source.path;
    this.#patch(
      samePath ? { busy: 'again' } : { busy: 'first', items: [], total: null, cursor: null, problem: null },
    );
    await this.#read(turn, source, {}, (items) => items);
  }

  async more(): Promise<void> {
    const { cursor, busy } = this.state();
    if (!this.source || cursor === null || busy) return;
    this.#patch({ busy: 'more' });
    await this.#read(this.#turn, this.source, { cursor }, (items) => [...this.state().items, ...items]);
  }

  async #read(
    turn: number,
    source: ListSource,
    extra: ListQuery,
    merge: (items: T[]) => readonly T[],
  ): Promise<void> {
    try {
      const page = await this.api.getPage<T>(source.path, { ...source.query, ...extra });
      if (turn !== this.#turn) return;
      this.#shown = source;
      const total = listTotal(page.headers) ?? ('cursor' in extra ? this.state().total : null);
      this.#patch({
        items: merge(page.body ?? []),
        total,
        cursor: nextCursor(page.headers),
        problem: null,
        busy: null,
      });
    } catch (error) {
      if (turn === this.#turn) this.#patch({ problem: toApiProblem(error), busy: null });
    }
  }

  #patch(change: Partial<ListState<T>>): void {
    this.state.update((now) => ({ ...now, ...change }));
  }
}
