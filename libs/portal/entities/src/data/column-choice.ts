import { effect, Service, signal } from '@angular/core';

const KEY = 'bureau.records.columns';

/** Which columns the person chose for the records list, kept on the device; null before any choice. */
@Service()
export class ColumnChoice {
  readonly chosen = signal<readonly string[] | null>(read());

  constructor() {
    effect(() => {
      const chosen = this.chosen();
      if (chosen) localStorage.setItem(KEY, JSON.stringify(chosen));
      else localStorage.removeItem(KEY);
    });
  }
}

function read(): string[] | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return Array.isArray(kept) && kept.every((id) => typeof id === 'string') ? kept : null;
  } catch {
    return null;
  }
}
