import { Component, inject, input, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';
import { type Entity, ENTITY_STATUSES, type EntityStatus } from '@bureau/contracts';
import { Session, toApiProblem } from '@bureau/portal-core';
import { Confirm, StatusChip, Toasts } from '@bureau/portal-ui';
import { LucideBot, LucideEllipsis, LucidePencil, LucideTrash2 } from '@lucide/angular';
import { EntitiesApi } from '../data/entities-api';

/** What can be done with the record that is shown, as far as the person may. */
@Component({
  selector: 'bur-record-actions',
  imports: [
    MatButtonModule,
    MatMenuModule,
    RouterLink,
    StatusChip,
    LucideBot,
    LucideEllipsis,
    LucidePencil,
    LucideTrash2,
  ],
  templateUrl: './record-actions.html',
  host: { class: 'flex flex-wrap items-center gap-2' },
})
export class RecordActions {
  readonly #api = inject(EntitiesApi);
  readonly #router = inject(Router);
  readonly #toasts = inject(Toasts);
  readonly #confirm = inject(Confirm);
  protected readonly session = inject(Session);
  readonly record = input.required<Entity>();
  /** The record as a write answered it. */
  readonly changed = output<Entity>();

  protected readonly statuses = ENTITY_STATUSES;
  protected readonly busy = signal(false);

  protected async setStatus(status: EntityStatus): Promise<void> {
    const { id, name, version } = this.record();
    await this.#write('The status was not changed.', async () => {
      this.changed.emit(await this.#api.setStatus(id, version, status));
      this.#toasts.done(`“${name}” is ${status} now.`);
    });
  }

  protected async moveToTrash(): Promise<void> {
    const { id, name, version } = this.record();
    const sure = await this.#confirm.ask({
      title: `Move “${name}” to the trash?`,
      text: 'It disappears from lists and agents no longer find it. It can be restored from the trash.',
      action: 'Move to trash',
      danger: true,
    });
    if (!sure) return;
    await this.#write('The record was not moved.', async () => {
      await this.#api.moveToTrash(id, version);
      await this.#router.navigate(['/records']);
      this.#toasts.done(`“${name}” is in the trash.`, { label: 'Undo', run: () => void this.#restore(id) });
    });
  }

  async #restore(id: number): Promise<void> {
    await this.#write('The record was not restored.', async () => {
      await this.#api.restore(id);
      await this.#router.navigate(['/records', id]);
    });
  }

  async #write(failure: string, work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    try {
      await work();
    } catch (error) {
      const problem = toApiProblem(error);
      if (problem.status === 412) this.#toasts.failed(`Somebody changed this record meanwhile. ${failure}`);
      else this.#toasts.failed(failure, problem);
    } finally {
      this.busy.set(false);
    }
  }
}
