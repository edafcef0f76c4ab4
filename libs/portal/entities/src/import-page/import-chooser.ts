import { Component, computed, inject, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Field, InputControl, ProblemBanner } from '@bureau/portal-ui';
import { LucideFileSpreadsheet, LucideUpload } from '@lucide/angular';
import { ImportStore } from './import-store';

/** The file, its first rows as they will be read, and the column of the names. */
@Component({
  selector: 'bur-import-chooser',
  imports: [MatButtonModule, Field, InputControl, ProblemBanner, LucideUpload, LucideFileSpreadsheet],
  templateUrl: './import-chooser.html',
  styleUrl: './import-chooser.scss',
})
export class ImportChooser {
  protected readonly store = inject(ImportStore);
  readonly started = output();
  protected readonly dragging = signal(false);
  protected readonly size = computed(() => sizeText(this.store.file()?.size ?? 0));

  protected picked(input: HTMLInputElement): void {
    this.#take(input.files);
    input.value = '';
  }

  protected dropped(event: DragEvent): void {
    event.preventDefault();
    this.dragging.set(false);
    this.#take(event.dataTransfer?.files);
  }

  protected dragged(event: DragEvent): void {
    event.preventDefault();
    this.dragging.set(true);
  }

  protected use(column: string): string {
    if (column === this.store.nameColumn()) return 'Name';
    const field = column.trim().toLowerCase();
    return ['description', 'status', 'type'].includes(field)
      ? field.charAt(0).toUpperCase() + field.slice(1)
      : 'Metadata';
  }

  protected async start(): Promise<void> {
    if (await this.store.start()) this.started.emit();
  }

  #take(files: FileList | null | undefined): void {
    const file = files?.[0];
    if (file) void this.store.choose(file);
  }
}

/** "640 kB". */
function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
