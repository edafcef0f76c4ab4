import { Component, computed, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { type Entity, type EntityHistoryEntry } from '@bureau/contracts';
import { cursorList, Session } from '@bureau/portal-core';
import { State } from '@bureau/portal-ui';
import { AsOfForm } from './as-of-form';
import { HistoryEntry } from './history-entry';
import { PastRecord } from './past-record';

/** What happened to a record, newest first, and what it was at any time. */
@Component({
  selector: 'bur-record-history',
  imports: [State, AsOfForm, HistoryEntry, PastRecord, MatButtonModule, RouterLink],
  templateUrl: './record-history.html',
})
export class RecordHistory {
  readonly #router = inject(Router);
  protected readonly session = inject(Session);
  readonly record = input.required<Entity>();
  /** A version or a time to look at, as the address has them. */
  readonly version = input<string>();
  readonly time = input<string>();
  /** The record as a restored version made it. */
  readonly changed = output<Entity>();

  readonly #shown = computed(() => ({ id: this.record().id, version: this.record().version }));
  protected readonly list = cursorList<EntityHistoryEntry>(() => ({
    path: `/entities/${this.#shown().id}/history`,
    query: { limit: 20 },
  }));
  protected readonly moment = computed(() => {
    const [version, time] = [this.version(), this.time()];
    if (version && /^[1-9]\d{0,8}$/.test(version)) return { as_of_version: Number(version) };
    return time && !Number.isNaN(Date.parse(time)) ? { as_of: new Date(time).toISOString() } : null;
  });

  protected look(moment: { as_of: string } | { as_of_version: number } | null): void {
    void this.#router.navigate([], { queryParams: { tab: 'history', ...moment } });
  }

  protected restored(record: Entity): void {
    this.changed.emit(record);
    this.look(null);
  }
}
