import { Component, effect, input, output, signal, untracked } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type JsonObject } from '@bureau/contracts';
import { LucidePlus, LucideX } from '@lucide/angular';
import { fromRows, type MetadataRow, toRows } from '../data/metadata-text';
import { same } from '../data/merge-patch';

/** Metadata as lines of key and value. What is typed keeps its line even while it is not yet complete. */
@Component({
  selector: 'bur-metadata-editor',
  imports: [MatButtonModule, LucidePlus, LucideX],
  templateUrl: './metadata-editor.html',
})
export class MetadataEditor {
  readonly heading = input('Metadata');
  readonly metadata = input.required<JsonObject>();
  readonly error = input<string | undefined>('');
  readonly metadataChange = output<JsonObject>();

  protected readonly rows = signal<readonly MetadataRow[]>([]);

  constructor() {
    effect(() => {
      const metadata = this.metadata();
      // Only a change from outside (another version, a merge) rewrites the lines.
      if (
        !same(
          untracked(() => fromRows(this.rows())),
          metadata,
        )
      )
        this.rows.set(toRows(metadata));
    });
  }

  protected change(index: number, part: Partial<MetadataRow>): void {
    this.#set(this.rows().map((row, at) => (at === index ? { ...row, ...part } : row)));
  }

  protected remove(index: number): void {
    this.#set(this.rows().filter((_, at) => at !== index));
  }

  protected add(): void {
    this.rows.update((rows) => [...rows, { key: '', value: '' }]);
  }

  #set(rows: readonly MetadataRow[]): void {
    this.rows.set(rows);
    this.metadataChange.emit(fromRows(rows));
  }
}
