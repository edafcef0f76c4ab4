import { effect, inject, type Signal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Live } from '@bureau/portal-core';

export interface RecordChanges {
  /** Somebody else changed the record since it was read: "updated", "deleted" … */
  readonly pending: Signal<string | null>;
  /** Grows with every change, also of one's own: what depends on the record reads again. */
  readonly count: Signal<number>;
  clear(): void;
}

/** Follows one record over the live connection. Call it in an injection context. */
export function watchRecord(id: () => number, shownVersion: () => number | undefined): RecordChanges {
  const live = inject(Live);
  const pending = signal<string | null>(null);
  const count = signal(0);
  effect((onCleanup) => {
    const watched = id();
    onCleanup(live.watch({ topic: 'entity', payload: () => ({ id: watched }) }));
  });
  live
    .on('entity.changed')
    .pipe(takeUntilDestroyed())
    .subscribe((event) => {
      if (event.id !== id()) return;
      count.update((now) => now + 1);
      if (event.version > (shownVersion() ?? Infinity)) pending.set(event.change);
    });
  return { pending, count, clear: () => pending.set(null) };
}
