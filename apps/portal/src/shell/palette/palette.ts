import { Component, computed, inject, linkedSignal, resource, signal } from '@angular/core';
import { MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { type Entity } from '@bureau/contracts';
import { Api, Preferences, Session } from '@bureau/portal-core';
import { LucideDynamicIcon, LucideHistory, LucideSearch, LucideTable2 } from '@lucide/angular';
import { matching, type PaletteEntry } from './palette-entry';
import { paletteActions, palettePages } from './palette-entries';
import { RecentPages } from './recent-pages';

/** Typing is waited for this long before records are searched, in milliseconds. */
const PAUSE = 180;
const MOST_RECORDS = 6;

/** Ctrl/⌘ K: pages, actions and records by name; recent pages first. */
@Component({
  selector: 'bur-palette',
  imports: [LucideDynamicIcon, LucideSearch],
  templateUrl: './palette.html',
  styleUrl: './palette.scss',
  host: { '(keydown)': 'pressed($event)' },
})
export class Palette {
  readonly #api = inject(Api);
  readonly #router = inject(Router);
  readonly #session = inject(Session);
  readonly #dialog = inject<MatDialogRef<Palette>>(MatDialogRef);
  readonly #recent = inject(RecentPages);
  readonly #fixed = [
    ...palettePages(this.#session, (path) => this.#go(path)),
    ...paletteActions(this.#session, inject(Preferences), (path) => this.#go(path)),
  ];

  protected readonly query = signal('');
  readonly #records = resource({
    params: () => (this.#session.can('entity:read') ? this.query().trim() : ''),
    loader: ({ params, abortSignal }) => this.#search(params, abortSignal),
    defaultValue: [],
  });

  protected readonly entries = computed(() => {
    const recent = this.#recent.pages().map(({ path, title }): PaletteEntry => {
      return {
        id: `recent ${path}`,
        group: 'Recent',
        label: title,
        icon: LucideHistory,
        run: () => this.#go(path),
      };
    });
    const records = this.#records.hasValue()
      ? this.#records.value().map((record) => this.#entry(record))
      : [];
    return [...matching([...recent, ...this.#fixed], this.query()), ...records];
  });
  protected readonly searching = this.#records.isLoading;
  protected readonly selected = linkedSignal({ source: this.query, computation: () => 0 });

  protected pressed(event: KeyboardEvent): void {
    const count = this.entries().length;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step && count > 0) this.selected.update((now) => (now + step + count) % count);
    else if (event.key === 'Enter') this.choose(this.entries()[this.selected()]);
    else return;
    event.preventDefault();
  }

  protected choose(entry: PaletteEntry | undefined): void {
    if (!entry) return;
    this.#dialog.close();
    entry.run();
  }

  protected startsGroup(index: number): boolean {
    return this.entries()[index]?.group !== this.entries()[index - 1]?.group;
  }

  async #search(query: string, aborted: AbortSignal): Promise<Entity[]> {
    await new Promise((resolve) => setTimeout(resolve, query ? PAUSE : 0));
    if (!query || aborted.aborted) return [];
    return this.#api.get<Entity[]>('/entities', { q: query, limit: MOST_RECORDS });
  }

  #entry({ id, name, type }: Entity): PaletteEntry {
    const detail = type ? `${type} · record ${id}` : `record ${id}`;
    return {
      id: `record ${id}`,
      group: 'Records',
      label: name,
      detail,
      icon: LucideTable2,
      run: () => this.#go(`/records/${id}`),
    };
  }

  #go(path: string): void {
    void this.#router.navigateByUrl(path);
  }
}
