import { Component, inject, output, signal } from '@angular/core';
import { ProblemBanner } from '@bureau/portal-ui';
import { LucideLoaderCircle, LucideUpload } from '@lucide/angular';
import { ImportStore } from './import-store';

/** Takes a file from a dialog or by dropping it, and uploads it. */
@Component({
  selector: 'bur-import-chooser',
  imports: [ProblemBanner, LucideUpload, LucideLoaderCircle],
  templateUrl: './import-chooser.html',
  styleUrl: './import-chooser.scss',
})
export class ImportChooser {
  protected readonly store = inject(ImportStore);
  /** Id of the import that the file became. */
  readonly uploaded = output<number>();
  protected readonly dragging = signal(false);
  protected readonly file = signal<File | null>(null);

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

  protected async send(file: File): Promise<void> {
    const id = await this.store.choose(file);
    if (id !== null) this.uploaded.emit(id);
  }

  #take(files: FileList | null | undefined): void {
    const file = files?.[0];
    if (!file || this.store.busy()) return;
    this.file.set(file);
    void this.send(file);
  }
}
