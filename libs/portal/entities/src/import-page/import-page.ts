import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { PageHeader, State } from '@bureau/portal-ui';
import { RecordTypes } from '../data/record-types';
import { ImportChooser } from './import-chooser';
import { ImportColumns } from './import-columns';
import { ImportProgress } from './import-progress';
import { ImportStore } from './import-store';

/** Imports a file: choose, say what the columns are, check, run. The address names the import: a reload finds it. */
@Component({
  selector: 'bur-import-page',
  imports: [PageHeader, State, ImportChooser, ImportColumns, ImportProgress],
  providers: [RecordTypes, ImportStore],
  template: `
    <div class="bur-page max-w-[1080px]!">
      <bur-page-header [heading]="heading()" [text]="text()" back="/records" backLabel="Records" />
      @if (store.jobId() === null) {
        <bur-import-chooser (uploaded)="show($event)" />
      } @else {
        <bur-state
          what="The import"
          skeleton="card"
          [rows]="2"
          [loading]="!store.job() && !store.jobProblem()"
          [problem]="store.job() ? null : store.jobProblem()"
          (retry)="store.reload()"
        >
          @if (store.job()?.status === 'uploaded') {
            <bur-import-columns (again)="show(null)" />
          } @else if (store.job()) {
            <bur-import-progress (again)="show(null)" />
          }
        </bur-state>
      }
    </div>
  `,
})
export class ImportPage {
  readonly #router = inject(Router);
  protected readonly store = inject(ImportStore);
  /** Id of an import, from the query. */
  readonly job = input<string>();

  protected readonly heading = computed(() => {
    const name = this.store.job()?.file_name;
    return this.store.jobId() !== null && name ? `Import ${name}` : 'Import records';
  });
  protected readonly text = computed(() =>
    this.store.jobId() === null
      ? 'Each row of a CSV file, or line of an NDJSON file, becomes a record. Nothing is written before you have seen the check.'
      : '',
  );

  constructor() {
    effect(() => {
      const id = Number(this.job());
      untracked(() => this.store.watch(Number.isInteger(id) && id > 0 ? id : null));
    });
  }

  protected show(job: number | null): void {
    void this.#router.navigate([], { queryParams: job === null ? {} : { job } });
  }
}
