import { Component, computed, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { type Entity } from '@bureau/contracts';
import { apiResource, Session } from '@bureau/portal-core';
import { countOf, fieldName, fullTime, State, Toasts } from '@bureau/portal-ui';
import { LucideHistory, LucideX } from '@lucide/angular';
import { firstValueFrom } from 'rxjs';
import { changesBetweenStates, leavesOf } from '../data/leaves';
import { FieldValue } from '../parts/field-value';
import { RestoreDialog, type RestoreQuestion } from './restore-dialog';

export type Moment = { as_of: string } | { as_of_version: number };

/** A record as it stood in a version or at a time, what is other now, and the way back to it. */
@Component({
  selector: 'bur-past-record',
  imports: [State, FieldValue, MatButtonModule, LucideHistory, LucideX],
  templateUrl: './past-record.html',
  styleUrl: './past-record.scss',
})
export class PastRecord {
  readonly #dialog = inject(MatDialog);
  readonly #toasts = inject(Toasts);
  readonly #session = inject(Session);
  readonly record = input.required<Entity>();
  readonly moment = input.required<Moment>();
  readonly restored = output<Entity>();
  readonly closed = output();

  protected readonly past = apiResource<Entity>(
    () => `/entities/${this.record().id}`,
    () => ({ ...this.moment() }),
  );
  protected readonly heading = computed(() => {
    const moment = this.moment();
    return 'as_of' in moment
      ? `As of ${fullTime(new Date(moment.as_of))}`
      : `Version ${moment.as_of_version}`;
  });
  protected readonly changes = computed(() => {
    const past = this.past.value();
    return past ? changesBetweenStates(this.record(), past) : [];
  });
  protected readonly rows = computed(() => {
    const past = this.past.value();
    const other = new Set(this.changes().map(({ field }) => field));
    const lines = past ? leavesOf(past) : [];
    return lines.map((leaf) => ({ ...leaf, name: fieldName(leaf.field), other: other.has(leaf.field) }));
  });
  protected readonly summary = computed(() => {
    const count = this.changes().length;
    return count === 0
      ? 'Nothing is other than now.'
      : `${countOf(count, 'value')} differ from now; they are marked.`;
  });
  protected readonly since = computed(() => fullTime(new Date(this.past.value()?.updated_at ?? 0)));
  /** An owner is not brought back, so that its change alone is nothing to restore. */
  protected readonly mayRestore = computed(
    () =>
      this.#session.can('entity:update') &&
      this.past.value()?.deleted_at === undefined &&
      this.changes().some(({ field }) => field !== 'owner_id'),
  );

  protected async restore(): Promise<void> {
    const past = this.past.value();
    if (!past) return;
    const changes = this.changes().filter(({ field }) => field !== 'owner_id');
    const opened = this.#dialog.open<RestoreDialog, RestoreQuestion, Entity>(RestoreDialog, {
      data: { record: this.record(), version: past.version, changes },
      width: '640px',
      maxWidth: 'calc(100vw - 24px)',
    });
    const record = await firstValueFrom(opened.afterClosed());
    if (!record) return;
    this.restored.emit(record);
    this.#toasts.done(`Version ${past.version} is brought back as version ${record.version}.`);
  }
}
