import { Component, computed, inject, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatMenuModule } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { ENTITY_STATUSES, type EntityStatus } from '@bureau/contracts';
import { Api, Session } from '@bureau/portal-core';
import { fieldName, numberText, StatusChip } from '@bureau/portal-ui';
import { LucideBot, LucidePencil, LucideTrash2, LucideX } from '@lucide/angular';
import { firstValueFrom } from 'rxjs';
import { type BulkAct, BulkChange, type BulkState } from '../data/bulk-change';
import { BulkDialog, type BulkQuestion } from './bulk-dialog';
import { RecordListStore } from './record-list-store';
import { type FieldValue, patchOf, SetFieldDialog } from './set-field-dialog';

/** An agent is given records one by one; more than this it finds by itself. */
const GIVEN_TO_AGENT = 50;

/** What can be done with the selected rows, and the way to select all that the filter finds. */
@Component({
  selector: 'bur-selection-bar',
  imports: [
    MatButtonModule,
    MatMenuModule,
    RouterLink,
    StatusChip,
    LucideBot,
    LucidePencil,
    LucideTrash2,
    LucideX,
  ],
  templateUrl: './selection-bar.html',
  styleUrl: './selection-bar.scss',
})
export class SelectionBar {
  readonly #api = inject(Api);
  readonly #dialog = inject(MatDialog);
  protected readonly session = inject(Session);
  protected readonly store = inject(RecordListStore);
  /** Many records were changed: the rows shown are old. */
  readonly changed = output();
  protected readonly statuses = ENTITY_STATUSES;
  protected readonly numberText = numberText;
  protected readonly counting = signal(false);
  protected readonly count = this.store.selection.count;
  /** The list is longer than what is selected: "Select all 2,431". */
  protected readonly offersAll = computed(() => {
    const { selection, rows } = this.store;
    return !selection.isWhole() && selection.hasAll(rows.rows()) && rows.count() > selection.count();
  });
  protected readonly total = computed(() => {
    const total = this.store.rows.total();
    return total && !total.capped ? ` ${numberText(total.count)}` : '';
  });
  protected readonly givenIds = computed(() => {
    const selected = this.store.selection.selected();
    return selected.kind === 'records' ? selected.records.slice(0, GIVEN_TO_AGENT).map(({ id }) => id) : [];
  });
  protected readonly canAsk = computed(() => this.count() > 0 && this.count() === this.givenIds().length);

  protected async selectAll(): Promise<void> {
    this.counting.set(true);
    this.store.selection.selectWhole(await this.store.countExactly());
    this.counting.set(false);
  }

  protected setStatus(status: EntityStatus): Promise<void> {
    return this.#ask(
      { operation: 'status', values: { status } },
      `Set the status to ${status}`,
      'Set status of',
    );
  }

  protected moveToTrash(): Promise<void> {
    return this.#ask({ operation: 'delete' }, 'Move to the trash', 'Move to trash:');
  }

  protected async setField(): Promise<void> {
    const columns = this.store.offered().filter(({ id, editable }) => editable && id !== 'status');
    const opened = this.#dialog.open<SetFieldDialog, unknown, FieldValue>(SetFieldDialog, {
      data: columns,
      width: '420px',
      maxWidth: 'calc(100vw - 24px)',
    });
    const answer = await firstValueFrom(opened.afterClosed());
    if (!answer) return;
    const name = fieldName(answer.column.id).toLowerCase();
    const text = answer.value === null ? `Empty ${name}` : `Set ${name} to ${JSON.stringify(answer.value)}`;
    await this.#ask({ operation: 'update', values: patchOf(answer) }, text, `Set ${name} of`);
  }

  async #ask(act: BulkAct, deed: string, verb: string): Promise<void> {
    const selected = this.store.selection.selected();
    const change = new BulkChange(this.#api, selected, this.store.query(), act);
    const data: BulkQuestion = { change, act, count: this.count(), deed, verb };
    const opened = this.#dialog.open<BulkDialog, BulkQuestion, BulkState | null>(BulkDialog, {
      data,
      width: '520px',
      maxWidth: 'calc(100vw - 24px)',
      autoFocus: 'dialog',
    });
    const end = await firstValueFrom(opened.afterClosed());
    if (!end || end.counts.succeeded === 0) return;
    if (end.counts.failed === 0) this.store.selection.clear();
    this.changed.emit();
  }
}
