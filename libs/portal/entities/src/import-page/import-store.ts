import { computed, DestroyRef, effect, inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type ImportJob } from '@bureau/contracts';
import { type ApiProblem, apiResource, Live, toApiProblem } from '@bureau/portal-core';
import { EntitiesApi } from '../data/entities-api';
import { type CsvPreview, guessNameColumn, PREVIEW_BYTES, previewCsv } from './csv-preview';

/** While an import runs it is looked at this often, in milliseconds: events may be lost with the connection. */
const LOOK_EVERY = 1_000;
/** What the API takes, in bytes. */
export const MOST_BYTES = 64 * 1024 * 1024;

/** One import: the file and its mapping, then the job that the server runs. */
@Injectable()
export class ImportStore {
  readonly #api = inject(EntitiesApi);
  readonly #jobId = signal<number | null>(null);
  readonly #job = apiResource<ImportJob>(() =>
    this.#jobId() === null ? undefined : `/imports/${this.#jobId()}`,
  );

  readonly file = signal<File | null>(null);
  readonly preview = signal<CsvPreview | null>(null);
  readonly nameColumn = signal('');
  readonly fileError = signal('');
  readonly sending = signal(false);
  readonly problem = signal<ApiProblem | null>(null);

  readonly jobId = this.#jobId.asReadonly();
  readonly job = this.#job.value;
  readonly jobProblem = this.#job.problem;
  readonly running = computed(() => ['uploading', 'queued', 'running'].includes(this.job()?.status ?? ''));

  constructor() {
    inject(Live)
      .on('import.changed')
      .pipe(takeUntilDestroyed())
      .subscribe(({ id }) => id === this.#jobId() && this.#job.reload());
    let timer: ReturnType<typeof setInterval> | undefined;
    effect(() => {
      clearInterval(timer);
      if (this.running()) timer = setInterval(() => this.#job.reload(), LOOK_EVERY);
    });
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  /** Shows a job that was started before, from the address. */
  watch(id: number | null): void {
    this.#jobId.set(id);
  }

  async choose(file: File): Promise<void> {
    this.problem.set(null);
    this.fileError.set('');
    this.preview.set(null);
    this.file.set(file);
    if (file.size === 0) return this.fileError.set('The file is empty.');
    if (file.size > MOST_BYTES)
      return this.fileError.set('The file is larger than 64 MB. Split it and import the parts.');
    const preview = previewCsv(await file.slice(0, PREVIEW_BYTES).text());
    if (preview.rows.length === 0)
      return this.fileError.set('The file needs a line of column names and at least one row.');
    this.preview.set(preview);
    this.nameColumn.set(guessNameColumn(preview.columns));
  }

  /** Sends the file. True if the import was accepted. */
  async start(): Promise<boolean> {
    const file = this.file();
    if (!file) return false;
    this.sending.set(true);
    this.problem.set(null);
    try {
      this.#jobId.set((await this.#api.startImport(file, this.nameColumn())).id);
      return true;
    } catch (error) {
      this.problem.set(toApiProblem(error));
      return false;
    } finally {
      this.sending.set(false);
    }
  }

  reset(): void {
    this.#jobId.set(null);
    this.file.set(null);
    this.preview.set(null);
    this.fileError.set('');
    this.problem.set(null);
  }

  reloadJob(): void {
    this.#job.reload();
  }
}
