import { Component, computed, inject, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { type Entity } from '@bureau/contracts';
import { Session, useShortcuts } from '@bureau/portal-core';
import { countOf, NewRows, numberText, PageHeader, ProblemBanner, State } from '@bureau/portal-ui';
import { LucidePlus, LucideTrash2, LucideUpload } from '@lucide/angular';
import { openUsualView } from '../data/usual-view';
import { ExportMenu } from './export-menu';
import { RecordEdits } from './record-edits';
import { RecordGrid } from './record-grid';
import { RecordListStore } from './record-list-store';
import { RecordToolbar } from './record-toolbar';
import { SelectionBar } from './selection-bar';

/** Find records: search, filter, sort, choose columns, edit in place, act on a selection. The address is the view. */
@Component({
  selector: 'bur-record-list-page',
  imports: [
    PageHeader,
    State,
    NewRows,
    ProblemBanner,
    ExportMenu,
    RecordGrid,
    RecordToolbar,
    SelectionBar,
    MatButtonModule,
    RouterLink,
    LucidePlus,
    LucideTrash2,
    LucideUpload,
  ],
  providers: [RecordListStore, RecordEdits],
  templateUrl: './record-list-page.html',
  styleUrl: './record-list-page.scss',
})
export class RecordListPage {
  readonly #router = inject(Router);
  protected readonly session = inject(Session);
  protected readonly store = inject(RecordListStore);
  protected readonly rows = this.store.rows;
  private readonly toolbar = viewChild(RecordToolbar);
  private readonly grid = viewChild(RecordGrid);

  protected readonly facts = computed(() => {
    const total = this.rows.total();
    if (!total?.count) return '';
    return this.store.isFiltered()
      ? countOf(total.count, 'match', 'matches', total.capped)
      : countOf(total.count, 'record', 'records', total.capped);
  });
  protected readonly isLoading = computed(() => this.rows.isEmpty() && this.rows.busy() !== null);
  protected readonly canSelect = computed(
    () =>
      this.session.can('entity:update') ||
      this.session.can('entity:delete') ||
      this.session.can('agent_task:create'),
  );
  /** Where one is in a long list. */
  protected readonly place = computed(() => {
    const first = this.grid()?.firstShown() ?? 0;
    const row = numberText(Math.min(first + 1, this.rows.count()));
    return `Row ${row} of ${numberText(this.rows.count(), this.rows.total()?.capped ?? true)}`;
  });

  constructor() {
    openUsualView(this.store);
    const page = (keys: string, label: string, run: () => void) => ({ keys, label, group: 'Records', run });
    useShortcuts([
      page('/', 'Search records', () => this.toolbar()?.focusSearch()),
      page('shift+g', 'Go to a value', () => this.toolbar()?.goTo()),
      page('Escape', 'Clear the selection', () => this.store.selection.clear()),
      ...(this.session.can('entity:create')
        ? [page('n', 'New record', () => void this.#router.navigateByUrl('/records/new'))]
        : []),
    ]);
  }

  protected open(record: Entity): void {
    void this.#router.navigate(['/records', record.id]);
  }

  protected refresh(): void {
    void this.store.refresh(this.grid()?.firstShown() ?? 0);
  }
}
