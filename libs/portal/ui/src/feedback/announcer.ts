import { LiveAnnouncer } from '@angular/cdk/a11y';
import { inject, Service } from '@angular/core';

/** The shortest time between two polite messages, in milliseconds; the last of those in between is said. */
const PAUSE = 5_000;

/** Tells screen readers what changed without moving focus. */
@Service()
export class Announcer {
  readonly #announcer = inject(LiveAnnouncer);
  #waiting: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Says it when the person pauses; at most one message every five seconds, the newest wins. */
  say(message: string): void {
    this.#waiting = message;
    if (this.#timer === undefined) this.#next();
  }

  /** Says it at once. For failures alone. */
  alert(message: string): void {
    void this.#announcer.announce(message, 'assertive');
  }

  #next(): void {
    const message = this.#waiting;
    this.#waiting = null;
    this.#timer = message === null ? undefined : setTimeout(() => this.#next(), PAUSE);
    if (message !== null) void this.#announcer.announce(message, 'polite');
  }
}
