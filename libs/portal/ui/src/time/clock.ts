import { DestroyRef, inject, Service, signal } from '@angular/core';

/** The present, once every half minute: what "3 min ago" is measured from. */
@Service()
export class Clock {
  readonly #now = signal(Date.now());
  /** Milliseconds since the epoch. */
  readonly now = this.#now.asReadonly();

  constructor() {
    const timer = setInterval(() => this.#now.set(Date.now()), 30_000);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
