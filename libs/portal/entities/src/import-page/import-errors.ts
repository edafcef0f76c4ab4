import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { countOf, numberText } from '@bureau/portal-ui';
import { LucideDownload } from '@lucide/angular';
import { saveBlob } from '../data/export-records';
import { ImportStore } from './import-store';

/** Bad rows that are shown at first; more on demand. */
const STEP = 50;

/** The rows that cannot be imported, by line and column, and all of them as a file. */
@Component({
  selector: 'bur-import-errors',
  imports: [MatButtonModule, LucideDownload],
  template: `
    <div class="mb-1 flex flex-wrap items-center justify-between gap-2">
      <h3>{{ heading() }}</h3>
      <button matButton type="button" [disabled]="store.busy()" (click)="download()">
        <svg lucideDownload></svg>Download {{ all() }}
      </button>
    </div>
    <div class="max-h-[420px] overflow-auto" tabindex="0" role="region" [attr.aria-label]="heading()">
      <table class="bur-table">
        <thead>
          <tr>
            <th scope="col" class="bur-number">Line</th>
            <th scope="col">Column</th>
            <th scope="col">What is wrong</th>
          </tr>
        </thead>
        <tbody>
          @for (error of errors(); track $index) {
            <tr>
              <td class="bur-number w-16">{{ number(error.line) }}</td>
              <td class="break-words">{{ error.column ?? '' }}</td>
              <td>{{ error.detail }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
    @if (more() > 0) {
      <button matButton type="button" (click)="shown.set(shown() + step)">
        Show {{ number(more() < step ? more() : step) }} more
      </button>
    } @else if (unlisted() > 0) {
      <p class="bur-muted">{{ number(unlisted()) }} more are in the file.</p>
    }
  `,
  host: { class: 'block min-w-0' },
})
export class ImportErrors {
  protected readonly store = inject(ImportStore);
  readonly heading = input.required<string>();

  protected readonly step = STEP;
  protected readonly number = numberText;
  protected readonly shown = signal(STEP);
  protected readonly errors = computed(() => this.store.job()?.errors.slice(0, this.shown()) ?? []);
  protected readonly more = computed(() => (this.store.job()?.errors.length ?? 0) - this.errors().length);
  protected readonly unlisted = computed(
    () => (this.store.job()?.rows_failed ?? 0) - (this.store.job()?.errors.length ?? 0),
  );
  protected readonly all = computed(() => countOf(this.store.job()?.rows_failed ?? 0, 'row'));

  protected async download(): Promise<void> {
    const file = await this.store.errors();
    if (file) saveBlob(file, `import-${this.store.jobId()}-errors.csv`);
  }
}
