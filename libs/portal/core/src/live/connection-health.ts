import { DestroyRef, DOCUMENT, inject, Service, signal } from '@angular/core';

/** `well` says nothing; `reconnecting` after two seconds without a connection; `offline` after twenty. */
export type ConnectionState = 'idle' | 'well' | 'reconnecting' | 'offline';

const NOTICE_AFTER = 2_000;
const OFFLINE_AFTER = 20_000;

/** How the live connection does, as the banner tells it: short losses stay silent. */
@Service()
export class ConnectionHealth {
  readonly #state = signal<ConnectionState>('idle');
  readonly #lastWell = signal<Date | null>(null);
  #timers: ReturnType<typeof setTimeout>[] = [];
  #isLost = false;

  readonly state = this.#state.asReadonly();
  /** When data last came over the connection; what is on the screen may be as old as this. */
  readonly lastWell = this.#lastWell.asReadonly();

  constructor() {
    const view = inject(DOCUMENT).defaultView;
    const offline = () => this.#state() !== 'idle' && this.#set('offline');
    // A short loss of the network leaves the socket standing; else its reconnection says when all is well.
    const online = () => this.#state() === 'offline' && !this.#isLost && this.connected();
    view?.addEventListener('offline', offline);
    view?.addEventListener('online', online);
    inject(DestroyRef).onDestroy(() => {
      view?.removeEventListener('offline', offline);
      view?.removeEventListener('online', online);
    });
  }

  idle(): void {
    this.#stop();
    this.#state.set('idle');
  }

  connecting(): void {
    this.#lastWell.set(new Date());
    this.#state.set('well');
    this.lost(this.#lastWell());
  }

  connected(): void {
    this.#stop();
    this.#lastWell.set(new Date());
    this.#state.set('well');
  }

  /** Starts the clock of a loss; further failed attempts belong to the same loss. */
  lost(since: Date | null = new Date()): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#lastWell.set(since);
    this.#timers = [
      setTimeout(() => this.#set('reconnecting'), NOTICE_AFTER),
      setTimeout(() => this.#set('offline'), OFFLINE_AFTER),
    ];
  }

  #set(state: ConnectionState): void {
    this.#state.set(state);
  }

  #stop(): void {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    this.#isLost = false;
  }
}
