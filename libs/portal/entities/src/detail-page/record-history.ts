import { Component, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type EntityHistoryEntry } from '@bureau/contracts';
import { cursorList, Session } from '@bureau/portal-core';
import { State } from '@bureau/portal-ui';
import { HistoryEntry } from './history-entry';

/** What happened to a record, newest first: who, when, which fields, in whose name. */
@Component({
  selector: 'bur-record-history',
  imports: [State, HistoryEntry, MatButtonModule, RouterLink],
  template: `
    <section class="bur-card" aria-labelledby="history">
      <div class="flex items-center justify-between gap-2 px-4 pt-4 pb-1">
        <h2 id="history">History</h2>
        @if (session.can('audit:read')) {
          <a
            class="bur-link text-table"
            routerLink="/audit"
            [queryParams]="{ entity_type: 'entity', entity_id: id() }"
          >
            In the audit log
          </a>
        }
      </div>
      <bur-state
        what="The history"
        skeleton="text"
        class="px-4 pb-4"
        [rows]="4"
        [loading]="list.loading()"
        [problem]="list.problem()"
        (retry)="list.reload()"
      >
        <ol>
          @for (entry of list.items(); track entry.id) {
            <bur-history-entry [row]="entry" />
          } @empty {
            <li class="bur-muted">Nothing has happened to it yet.</li>
          }
        </ol>
        @if (list.hasMore()) {
          <button matButton type="button" [disabled]="list.loadingMore()" (click)="list.loadMore()">
            Show older
          </button>
        }
      </bur-state>
    </section>
  `,
})
export class RecordHistory {
  protected readonly session = inject(Session);
  readonly id = input.required<number>();
  /** Of the record that is shown: a newer one has a newer history. */
  readonly version = input.required<number>();

  protected readonly list = cursorList<EntityHistoryEntry>(() => {
    this.version();
    return { path: `/entities/${this.id()}/history`, query: { limit: 10 } };
  });
}
