import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { ENTITY_STATUSES, type EntityStatus } from '@bureau/contracts';
import { Session } from '@bureau/portal-core';
import { Confirm, countOf, StatusChip, Toasts } from '@bureau/portal-ui';
import { LucideBot, LucideTrash2, LucideX } from '@lucide/angular';
import { EntitiesApi } from '../data/entities-api';
import { eachOf, type EachResult } from '../data/each-of';
import { RecordListStore } from './record-list-store';

/** What can be done with the selected rows. */
@Component({
  selector: 'bur-selection-bar',
  imports: [MatButtonModule, MatMenuModule, RouterLink, StatusChip, LucideBot, LucideTrash2, LucideX],
  templateUrl: './selection-bar.html',
  styleUrl: './selection-bar.scss',
})
export class SelectionBar {
  readonly #api = inject(EntitiesApi);
  readonly #confirm = inject(Confirm);
  readonly #toasts = inject(Toasts);
  protected readonly session = inject(Session);
  protected readonly store = inject(RecordListStore);
  protected readonly statuses = ENTITY_STATUSES;
  protected readonly busy = signal(false);
  protected readonly ids = computed(() => this.store.selected().map(({ id }) => id));

  protected async setStatus(status: EntityStatus): Promise<void> {
    const records = this.store.selected().filter((record) => record.status !== status);
    if (records.length === 0) return this.#toasts.done(`They are ${status} already.`);
    await this.#run(`set to ${status}`, () =>
      eachOf(records, async (record) =>
        this.store.put(await this.#api.setStatus(record.id, record.version, status)),
      ),
    );
  }

  protected async moveToTrash(): Promise<void> {
    const records = this.store.selected();
    const sure = await this.#confirm.ask({
      title: `Move ${countOf(records.length, 'record')} to the trash?`,
      text: 'They disappear from lists and agents no longer find them. They can be restored from the trash.',
      action: `Move ${records.length} to trash`,
      danger: true,
    });
    if (!sure) return;
    await this.#run('moved to the trash', () =>
      eachOf(records, async (record) => {
        await this.#api.moveToTrash(record.id, record.version);
        this.store.takeOut(record);
      }),
    );
  }

  /** @param effect what happened to a record: "moved to the trash" */
  async #run(effect: string, work: () => Promise<EachResult>): Promise<void> {
    this.busy.set(true);
    const { done, failed, problem } = await work();
    this.busy.set(false);
    if (failed === 0) {
      this.store.selectNone();
      this.#toasts.done(`${countOf(done, 'record')} ${effect}.`);
    } else {
      this.#toasts.failed(`${done} ${effect}, ${failed} not; those are unchanged.`, problem);
    }
  }
}
