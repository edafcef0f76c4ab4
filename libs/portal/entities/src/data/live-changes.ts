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

/** Collects what happens to records while a list is on the screen. Call it in an injection context. */
export function collectChanges(): LiveChanges {
  const live = inject(Live);
  const changed = signal<ReadonlyMap<number, { created: boolean; version: number }>>(new Map());
  const own = new Set<string>();
  inject(DestroyRef).onDestroy(live.watch({ topic: 'entity', payload: () => ({}) }));
  live
    .on('entity.changed')
    .pipe(takeUntilDestroyed())
    .subscribe(({ id, change, version }) => {
      if (own.delete(`${id}@${version}`)) return;
      const created = change === 'created' || (changed().get(id)?.created ?? false);
      changed.update((now) => new Map(now).set(id, { created, version }));
    });
  const many = signal({ created: 0, changed: 0 });
  live
    .on('entity.bulk_changed')
    .pipe(takeUntilDestroyed())
    .subscribe(({ created, updated, deleted, restored }) => {
      many.update((now) => ({
        created: now.created + created + restored,
        changed: now.changed + updated + deleted,
      }));
    });
  const areNew = () => many().changed === 0 && [...changed().values()].every(({ created }) => created);
  return {
    count: computed(() => changed().size + many().created + many().changed),
    word: computed(() => (areNew() ? 'new' : 'changed')),
    clear: () => {
      changed.set(new Map());
      many.set({ created: 0, changed: 0 });
    },
    ignore: (id, version) => {
      // The event may be here before the answer of the write that caused it.
      if (changed().get(id)?.version !== version) own.add(`${id}@${version}`);
      else changed.update((now) => new Map([...now].filter(([other]) => other !== id)));
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
