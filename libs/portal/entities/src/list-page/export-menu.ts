import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { EXPORT_FORMATS, type ExportFormat } from '@bureau/contracts';
import { countOf, numberText, Toasts } from '@bureau/portal-ui';
import { LucideDownload } from '@lucide/angular';
import { ExportFailed, ExportRecords } from '../data/export-records';
import { RecordListStore } from './record-list-store';

const MEGABYTE = 1_000_000;
const WORDS: Readonly<Record<ExportFormat, string>> = {
  csv: 'CSV, for spreadsheets and scripts',
  xlsx: 'Excel workbook',
  ndjson: 'NDJSON, exact and whole',
};

/** Saves what the list finds to a file, in its order. */
@Component({
  selector: 'bur-export-menu',
  imports: [MatButtonModule, MatMenuModule, LucideDownload],
  template: `
    @if (busy()) {
      <button matButton="outlined" type="button" (click)="stop()">
        <svg lucideDownload></svg><span role="status">Stop, {{ megabytes() }} MB</span>
      </button>
    } @else {
      <button matButton="outlined" type="button" [disabled]="store.isOffline()" [matMenuTriggerFor]="formats">
        <svg lucideDownload></svg><span class="max-md:sr-only">Export</span>
      </button>
    }
    <mat-menu #formats>
      <p class="bur-muted px-4 py-2 text-table">{{ what() }}</p>
      @for (format of all; track format) {
        <button mat-menu-item type="button" (click)="save(format)">{{ words[format] }}</button>
      }
    </mat-menu>
  `,
})
export class ExportMenu {
  readonly #exports = inject(ExportRecords);
  readonly #toasts = inject(Toasts);
  protected readonly store = inject(RecordListStore);
  protected readonly all = EXPORT_FORMATS;
  protected readonly words = WORDS;
  readonly #bytes = signal(0);
  readonly #stop = signal<AbortController | null>(null);
  protected readonly busy = computed(() => this.#stop() !== null);
  protected readonly megabytes = computed(() => numberText(Math.round(this.#bytes() / MEGABYTE)));
  protected readonly what = computed(() => {
    const total = this.store.rows.total();
    const records = total ? countOf(total.count, 'record', 'records', total.capped) : 'All records';
    return this.store.isFiltered() ? `${records} that match` : records;
  });

  protected async save(format: ExportFormat): Promise<void> {
    const stop = new AbortController();
    this.#stop.set(stop);
    this.#bytes.set(0);
    try {
      const saved = await this.#exports.save(
        format,
        this.store.query(),
        (bytes) => this.#bytes.set(bytes),
        stop.signal,
      );
      if (saved) this.#toasts.done('The export is saved.');
    } catch (error) {
      if (stop.signal.aborted) this.#toasts.done('The export was stopped; its file is not whole.');
      else this.#toasts.failed(`The export failed. ${reasonOf(error)}`);
    } finally {
      this.#stop.set(null);
    }
  }

  protected stop(): void {
    this.#stop()?.abort();
  }
}

function reasonOf(error: unknown): string {
  return error instanceof ExportFailed ? error.message : 'The connection was lost. Try again.';
}
