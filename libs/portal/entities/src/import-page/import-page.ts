import { Component, effect, inject, input, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { PageHeader } from '@bureau/portal-ui';
import { ImportChooser } from './import-chooser';
import { ImportProgress } from './import-progress';
import { ImportStore } from './import-store';

/** Imports a CSV file: choose, check, run. The address names the running import, so that a reload finds it. */
@Component({
  selector: 'bur-import-page',
  imports: [PageHeader, ImportChooser, ImportProgress],
  providers: [ImportStore],
  template: `
    <div class="bur-page max-w-[1040px]!">
      <bur-page-header
        heading="Import records"
        text="Each row of a CSV file becomes a record. One column gives the name; the others become its metadata."
        back="/records"
        backLabel="Records"
      />
      @if (store.jobId() === null) {
        <bur-import-chooser (started)="started()" />
      } @else {
        <bur-import-progress (again)="again()" />
      }
    </div>
  `,
})
export class ImportPage {
  readonly #router = inject(Router);
  protected readonly store = inject(ImportStore);
  /** Id of an import, from the query. */
  readonly job = input<string>();

  constructor() {
    effect(() => {
      const id = Number(this.job());
      untracked(() => this.store.watch(Number.isInteger(id) && id > 0 ? id : null));
    });
  }

  protected started(): void {
    void this.#router.navigate([], { queryParams: { job: this.store.jobId() } });
  }

  protected again(): void {
    this.store.reset();
    void this.#router.navigate([], { queryParams: {} });
  }
}
