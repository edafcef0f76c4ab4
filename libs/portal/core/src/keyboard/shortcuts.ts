import { computed, DestroyRef, DOCUMENT, inject, Service, signal } from '@angular/core';
import { Preferences } from '../preferences/preferences';
import { combination, isTyping, type Shortcut } from './shortcut';

/** How long the second key of a sequence is waited for, in milliseconds. */
const SEQUENCE_TIME = 1200;

/** The keyboard shortcuts that hold right now; the newest page's win over the shell's. */
@Service()
export class Shortcuts {
  readonly #document = inject(DOCUMENT);
  readonly #preferences = inject(Preferences);
  readonly #registered = signal<readonly Shortcut[]>([]);
  #first = '';
  #firstAt = 0;

  /** Those that hold, without those that a page has taken over. */
  readonly active = computed(() => {
    const byKeys = new Map(this.#registered().map((shortcut) => [shortcut.keys, shortcut]));
    return [...byKeys.values()];
  });

  constructor() {
    const listen = (event: KeyboardEvent) => this.#pressed(event);
    this.#document.addEventListener('keydown', listen);
    inject(DestroyRef).onDestroy(() => this.#document.removeEventListener('keydown', listen));
  }

  /** Adds shortcuts; call the answer to take them out. */
  register(shortcuts: readonly Shortcut[]): () => void {
    this.#registered.update((now) => [...now, ...shortcuts]);
    return () => this.#registered.update((now) => now.filter((shortcut) => !shortcuts.includes(shortcut)));
  }

  #pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || this.#dialogIsOpen()) return;
    const pressed = combination(event);
    const withModifier = /^(mod|alt)\+/.test(pressed);
    if (!withModifier && (isTyping(event.target) || !this.#preferences.singleKeys())) return;
    const shortcut = this.#find(pressed, event.timeStamp);
    if (!shortcut) return;
    event.preventDefault();
    shortcut.run();
  }

  #find(pressed: string, at: number): Shortcut | undefined {
    const sequence = at - this.#firstAt < SEQUENCE_TIME ? `${this.#first} ${pressed}` : '';
    const found =
      this.active().find(({ keys }) => keys === sequence) ??
      this.active().find(({ keys }) => keys === pressed);
    this.#first = found ? '' : pressed;
    this.#firstAt = found ? 0 : at;
    return found;
  }

  #dialogIsOpen(): boolean {
    return (
      this.#document.querySelector(
        '.cdk-overlay-container [role="dialog"], .cdk-overlay-container [role="menu"]',
      ) !== null
    );
  }
}

/** Registers shortcuts for the life of the calling component. Call it in an injection context. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  inject(DestroyRef).onDestroy(inject(Shortcuts).register(shortcuts));
}
