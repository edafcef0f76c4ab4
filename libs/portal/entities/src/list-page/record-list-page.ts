import { Component, computed, inject, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { type Entity } from '@bureau/contracts';
import { Session, useShortcuts } from '@bureau/portal-core';
import { countOf, MoreRows, NewRows, PageHeader, ProblemBanner, State } from '@bureau/portal-ui';
import { LucidePlus, LucideTrash2, LucideUpload } from '@lucide/angular';
import { RecordListStore } from './record-list-store';
import { RecordTable } from './record-table';
import { RecordToolbar } from './record-toolbar';
import { SelectionBar } from './selection-bar';

/** Find records: search, filter, sort, choose columns, act on a selection. The address restores the view. */
@Component({
  selector: 'bur-record-list-page',
  imports: [
    PageHeader,
    State,
    MoreRows,
    NewRows,
    ProblemBanner,
    RecordTable,
    RecordToolbar,
    SelectionBar,
    MatButtonModule,
    RouterLink,
    LucidePlus,
    LucideTrash2,
    LucideUpload,
  ],
  providers: [RecordListStore],
  templateUrl: './record-list-page.html',
})
export class RecordListPage {
  readonly #router = inject(Router);
  protected readonly session = inject(Session);
  protected readonly store = inject(RecordListStore);
  protected readonly list = this.store.list;
  private readonly toolbar = viewChild(RecordToolbar);

  protected readonly facts = computed(() => {
    const total = this.list.total();
    if (!total?.count) return '';
    return this.store.isFiltered()
      ? countOf(total.count, 'match', 'matches', total.capped)
      : countOf(total.count, 'record', 'records', total.capped);
  });
  protected readonly showsProblem = computed(() =>
    this.list.items().length === 0 ? this.list.problem() : null,
  );
  protected readonly canSelect = computed(
    () =>
      this.session.can('entity:update') ||
      this.session.can('entity:delete') ||
      this.session.can('agent_task:create'),
  );

  constructor() {
    useShortcuts([
      { keys: '/', label: 'Search records', group: 'Records', run: () => this.toolbar()?.focusSearch() },
      ...(this.session.can('entity:create')
        ? [
            {
              keys: 'n',
              label: 'New record',
              group: 'Records',
              run: () => void this.#router.navigateByUrl('/records/new'),
            },
          ]
        : []),
      { keys: 'Escape', label: 'Clear the selection', group: 'Records', run: () => this.store.selectNone() },
    ]);
  }

  protected open(record: Entity): void {
    void this.#router.navigate(['/records', record.id]);
  }
}
