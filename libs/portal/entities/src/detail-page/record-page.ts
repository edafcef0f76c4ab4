import { Component, computed, effect, inject, input, numberAttribute } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router } from '@angular/router';
import { type Entity } from '@bureau/contracts';
import { apiResource, PageTitle, Session, useShortcuts } from '@bureau/portal-core';
import { JsonView, PageHeader, State, StatusChip, TimeAgo } from '@bureau/portal-ui';
import { watchRecord } from '../data/watch-record';
import { OwnerName } from '../parts/owner-name';
import { RecordActions } from './record-actions';
import { RecordHistory } from './record-history';
import { RecordRelations } from './record-relations';

/** One record: its fields, metadata, relations, and what happened to it. */
@Component({
  selector: 'bur-record-page',
  imports: [
    PageHeader,
    State,
    StatusChip,
    TimeAgo,
    JsonView,
    OwnerName,
    RecordActions,
    RecordHistory,
    RecordRelations,
    MatButtonModule,
  ],
  templateUrl: './record-page.html',
  styleUrl: './record-page.scss',
})
export class RecordPage {
  readonly #router = inject(Router);
  readonly #session = inject(Session);
  readonly id = input.required({ transform: numberAttribute });

  protected readonly record = apiResource<Entity>(() => `/entities/${this.id()}`);
  protected readonly changes = watchRecord(this.id, () => this.record.value()?.version);
  protected readonly hasMetadata = computed(
    () => Object.keys(this.record.value()?.metadata ?? {}).length > 0,
  );

  constructor() {
    const title = inject(PageTitle);
    effect(() => title.set(this.record.value()?.name ?? 'Record'));
    useShortcuts([
      { keys: 'e', label: 'Edit the record', group: 'This record', run: () => this.#edit() },
      {
        keys: '[',
        label: 'Back to the list',
        group: 'This record',
        run: () => void this.#router.navigate(['/records']),
      },
    ]);
  }

  protected refresh(): void {
    this.changes.clear();
    this.record.reload();
  }

  protected show(record: Entity): void {
    this.record.set(record);
    this.changes.clear();
  }

  #edit(): void {
    if (this.#session.can('entity:update')) void this.#router.navigate(['/records', this.id(), 'edit']);
  }
}
