import { computed, DestroyRef, effect, inject, type Signal, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Live } from '@bureau/portal-core';

export interface LiveChanges {
  /** How many records changed since the list was read. */
  readonly count: Signal<number>;
  /** "new" if all of them are, else "changed". */
  readonly word: Signal<string>;
  /** Forgets them: the list is read again. */
  clear(): void;
  /** A change of one's own, which the list already shows. */
  ignore(id: number, version: number): void;
}

/**
 * Collects what happens to records while a list is on the screen; a change of thousands of records comes as thousands
 * of events, each of which costs the same. Call it in an injection context.
 */
export function collectChanges(): LiveChanges {
  const live = inject(Live);
  /** Of each changed record: whether it is new, and the version that was told last. */
  const changed = new Map<number, { created: boolean; version: number }>();
  const tally = signal({ created: 0, changed: 0 });
  const own = new Set<string>();
  const add = (created: number, others: number) =>
    tally.update((now) => ({ created: now.created + created, changed: now.changed + others }));
  const forget = (id: number) => {
    const known = changed.get(id);
    if (known && changed.delete(id)) add(known.created ? -1 : 0, known.created ? 0 : -1);
  };
  inject(DestroyRef).onDestroy(live.watch({ topic: 'entity', payload: () => ({}) }));
  live
    .on('entity.changed')
    .pipe(takeUntilDestroyed())
    .subscribe(({ id, change, version }) => {
      if (own.delete(`${id}@${version}`)) return;
      const created = change === 'created' || (changed.get(id)?.created ?? false);
      forget(id);
      changed.set(id, { created, version });
      add(created ? 1 : 0, created ? 0 : 1);
    });
  live
    .on('entity.bulk_changed')
    .pipe(takeUntilDestroyed())
    .subscribe(({ created, updated, deleted, restored }) => add(created + restored, updated + deleted));
  return {
    count: computed(() => tally().created + tally().changed),
    word: computed(() => (tally().changed === 0 ? 'new' : 'changed')),
    clear: () => {
      changed.clear();
      tally.set({ created: 0, changed: 0 });
    },
    ignore: (id, version) => {
      // The event may be here before the answer of the write that caused it.
      if (changed.get(id)?.version !== version) own.add(`${id}@${version}`);
      else forget(id);
    },
  };
}

/** Runs `refresh` after each reconnection: events of the time in between were missed. In an injection context. */
export function refreshAfterReconnect(refresh: () => void): void {
  const live = inject(Live);
  let known = live.connections();
  effect(() => {
    const now = live.connections();
    if (known > 0 && now > known) untracked(refresh);
    known = now;
  });
}
