import { Component, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type Entity } from '@bureau/contracts';
import { cursorList, Session, toApiProblem } from '@bureau/portal-core';
import { MoreRows, PageHeader, State, StatusChip, TimeAgo, Toasts } from '@bureau/portal-ui';
import { EntitiesApi } from '../data/entities-api';

/** Deleted records, newest first, and the way back. */
@Component({
  selector: 'bur-trash-page',
  imports: [PageHeader, State, MoreRows, StatusChip, TimeAgo, MatButtonModule],
  templateUrl: './trash-page.html',
})
export class TrashPage {
  readonly #api = inject(EntitiesApi);
  readonly #toasts = inject(Toasts);
  protected readonly session = inject(Session);
  protected readonly list = cursorList<Entity>(() => ({
    path: '/entities',
    query: { trash: true, limit: 50, count: 'capped' },
  }));
  protected readonly restoring = signal<number | null>(null);

  protected async restore(record: Entity): Promise<void> {
    this.restoring.set(record.id);
    try {
      await this.#api.restore(record.id);
      this.list.update((items) => items.filter(({ id }) => id !== record.id));
      this.#toasts.done(`“${record.name}” is back among the records.`);
    } catch (error) {
      this.#toasts.failed(`“${record.name}” was not restored.`, toApiProblem(error));
    } finally {
      this.restoring.set(null);
    }
  }
}
