import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AuditLog } from '@bureau/contracts';
import { cursorList, Session } from '@bureau/portal-core';
import { changesBetween, State } from '@bureau/portal-ui';
import { MatButtonModule } from '@angular/material/button';
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
      @if (session.can('audit:read')) {
        <bur-state
          what="The history"
          skeleton="text"
          class="px-4 pb-4"
          [rows]="4"
          [loading]="list.loading()"
          [problem]="list.problem()"
          [empty]="entries().length === 0"
          emptyHeading="No entry yet"
          (retry)="list.reload()"
        >
          <ol>
            @for (entry of entries(); track entry.row.id) {
              <bur-history-entry [row]="entry.row" [changes]="entry.changes" />
            }
          </ol>
          @if (list.hasMore()) {
            <button matButton type="button" [disabled]="list.loadingMore()" (click)="list.loadMore()">
              Show older
            </button>
          }
        </bur-state>
      } @else {
        <p class="bur-muted px-4 pb-4">
          Reading it needs “Read the audit log” (<code>audit:read</code>). An administrator can give it to
          you.
        </p>
      }
    </section>
  `,
})
export class RecordHistory {
  protected readonly session = inject(Session);
  readonly id = input.required<number>();
  /** Of the record that is shown: a newer one has a newer history. */
  readonly version = input.required<number>();

  protected readonly list = cursorList<AuditLog>(() => {
    this.version();
    if (!this.session.can('audit:read')) return undefined;
    return { path: '/audit-logs', query: { entity_type: 'entity', entity_id: this.id(), limit: 10 } };
  });
  protected readonly entries = computed(() =>
    this.list.items().map((row) => ({ row, changes: changesBetween(row.old_values, row.new_values) })),
  );
}
