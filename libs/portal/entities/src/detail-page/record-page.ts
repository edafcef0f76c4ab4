import { Component, computed, effect, inject, input, numberAttribute } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatTabsModule } from '@angular/material/tabs';
import { Router, RouterLink } from '@angular/router';
import { type Entity, type RememberedEntity } from '@bureau/contracts';
import { apiResource, PageTitle, Session, useShortcuts } from '@bureau/portal-core';
import { countOf, PageHeader, ProposedMark, State, StatusChip } from '@bureau/portal-ui';
import { watchRecord } from '../data/watch-record';
import { RecordActions } from './record-actions';
import { RecordFields } from './record-fields';
import { RecordHistory } from './record-history';
import { RecordRelations } from './record-relations';

const TABS = [
  { id: 'fields', word: 'Fields' },
  { id: 'relations', word: 'Relations' },
  { id: 'history', word: 'History' },
] as const;
type Tab = (typeof TABS)[number]['id'];

/** One record: its fields and who wrote them, its relations, and what happened to it. */
@Component({
  selector: 'bur-record-page',
  imports: [
    PageHeader,
    ProposedMark,
    State,
    StatusChip,
    RecordActions,
    RecordFields,
    RecordHistory,
    RecordRelations,
    MatButtonModule,
    MatTabsModule,
    RouterLink,
  ],
  templateUrl: './record-page.html',
  styleUrl: './record-page.scss',
})
export class RecordPage {
  readonly #router = inject(Router);
  readonly #session = inject(Session);
  readonly id = input.required({ transform: numberAttribute });
  /** From the query; the fields where absent. */
  readonly tab = input<string>();
  /** A version to look at, from the query. */
  readonly as_of_version = input<string>();
  /** A time to look at, from the query. */
  readonly as_of = input<string>();
  /** `graph` shows the relations as one, from the query. */
  readonly view = input<string>();

  protected readonly record = apiResource<RememberedEntity>(
    () => `/entities/${this.id()}`,
    () => ({ include: 'provenance,pending' }),
  );
  protected readonly changes = watchRecord(this.id, () => this.record.value()?.version);
  protected readonly tabs = TABS;
  protected readonly shownTab = computed<Tab>(
    () =>
      TABS.find(({ id }) => id === this.tab())?.id ??
      (this.as_of() || this.as_of_version() ? 'history' : 'fields'),
  );
  /** Open proposals by change set. */
  protected readonly proposals = computed(() => {
    const sets = new Map<number, number>();
    for (const { change_set_id, changes } of this.record.value()?.pending ?? [])
      sets.set(change_set_id, (sets.get(change_set_id) ?? 0) + Math.max(1, changes.length));
    return [...sets].map(([id, count]) => ({ id, text: countOf(count, 'change') }));
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => title.set(this.record.value()?.name ?? 'Record'));
    const group = 'This record';
    useShortcuts([
      { keys: 'e', label: 'Edit the record', group, run: () => this.#edit() },
      { keys: '[', label: 'Back to the list', group, run: () => void this.#router.navigate(['/records']) },
      { keys: '1', label: 'Fields', group, run: () => this.#show('fields') },
      { keys: '2', label: 'Relations', group, run: () => this.#show('relations') },
      { keys: '3', label: 'History', group, run: () => this.#show('history') },
    ]);
  }

  protected refresh(): void {
    this.changes.clear();
    this.record.reload();
  }

  /** What a write answered; who wrote what is read again. */
  protected show(record: Entity): void {
    this.record.set(record);
    this.refresh();
  }

  /** Marks change nothing but what is known of the fields. */
  protected remembered(record: RememberedEntity | null): void {
    if (record) this.record.set(record);
    else this.refresh();
  }

  #show(tab: Tab): void {
    void this.#router.navigate([], { queryParams: { tab: tab === 'fields' ? null : tab } });
  }

  #edit(): void {
    if (this.#session.can('entity:update')) void this.#router.navigate(['/records', this.id(), 'edit']);
  }
}
