import { computed, DestroyRef, effect, inject, Injectable, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type ImportJob, type ImportPreview } from '@bureau/contracts';
import { type ApiProblem, apiResource, Live, toApiProblem } from '@bureau/portal-core';
import { ImportsApi } from '../data/imports-api';
import { RecordTypes } from '../data/record-types';
import { type ImportMapping, mappingOf, sameMapping, startOf, suggestedMapping } from './import-mapping';

/** Events may be lost with the connection: a running import is looked at this often besides, in milliseconds. */
const LOOK_EVERY = 3_000;
/** What the API takes, in bytes. */
export const MOST_BYTES = 64 * 1024 * 1024;
const UNDER_WAY: readonly string[] = ['uploading', 'queued', 'running'];

/** One import: the uploaded file and its mapping, its check, and the run. All but the file's name is the server's. */
@Injectable()
export class ImportStore {
  readonly #api = inject(ImportsApi);
  readonly #jobId = signal<number | null>(null);
  readonly #job = apiResource<ImportJob>(() =>
    this.#jobId() === null ? undefined : `/imports/${this.#jobId()}`,
  );
  readonly #waits = computed(() => this.#job.value()?.status === 'uploaded');
  /** Whether the first row holds titles, where somebody said so. */
  readonly #header = signal<boolean | null>(null);
  readonly #preview = apiResource<ImportPreview>(
    () => (this.#waits() ? `/imports/${this.#jobId()}/preview` : undefined),
    () => ({ has_header: this.#header() }),
  );
  readonly fileError = signal('');
  readonly busy = signal(false);
  /** Why the last request failed. */
  readonly problem = signal<ApiProblem | null>(null);

  readonly jobId = this.#jobId.asReadonly();
  readonly job = this.#job.value;
  readonly jobProblem = this.#job.problem;
  readonly preview = this.#preview.value;
  readonly previewProblem = this.#preview.problem;
  readonly types = inject(RecordTypes).all;
  readonly running = computed(() => UNDER_WAY.includes(this.job()?.status ?? ''));
  /** What the person says of the file; another preview begins anew. */
  readonly mapping = linkedSignal<ImportPreview | undefined, ImportMapping | null>({
    source: this.preview,
    computation: (preview) => {
      if (!preview) return null;
      const plan = this.job()?.plan;
      return plan && plan.has_header === preview.has_header
        ? mappingOf(plan, preview)
        : suggestedMapping(preview);
    },
  });
  /** The rows were checked with the mapping that is shown. */
  readonly checked = computed(() => {
    const [job, preview, mapping] = [this.job(), this.preview(), this.mapping()];
    if (!job?.plan || !preview || !mapping || job.status !== 'uploaded' || job.rows_total === null)
      return false;
    return sameMapping(mappingOf(job.plan, preview), { ...mapping, mode: job.plan.mode });
  });

  constructor() {
    inject(Live)
      .on('import.changed')
      .pipe(takeUntilDestroyed())
      .subscribe((progress) => {
        const job = this.job();
        if (progress.id !== job?.id || progress.version < job.version) return;
        if (progress.status === job.status) this.#job.set({ ...job, ...progress });
        else this.#job.reload();
      });
    let timer: ReturnType<typeof setInterval> | undefined;
    effect(() => {
      clearInterval(timer);
      if (this.running()) timer = setInterval(() => this.#job.reload(), LOOK_EVERY);
    });
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  /** Shows an import that the address names. */
  watch(id: number | null): void {
    if (id === this.#jobId()) return;
    this.#header.set(null);
    this.problem.set(null);
    this.#jobId.set(id);
  }

  /** Uploads a file. @returns the import to show; null where the file was not taken */
  async choose(file: File): Promise<number | null> {
    this.problem.set(null);
    this.fileError.set(refusal(file));
    if (this.fileError()) return null;
    const job = await this.#attempt(() => this.#api.upload(file));
    return job?.id ?? null;
  }

  readHeader(hasHeader: boolean): void {
    this.#header.set(hasHeader);
  }

  /** Checks every row and writes nothing. */
  check(): Promise<ImportJob | null> {
    return this.#start(true);
  }

  run(): Promise<ImportJob | null> {
    return this.#start(false);
  }

  cancel(): Promise<ImportJob | null> {
    return this.#write((id) => this.#api.cancel(id));
  }

  /** @returns id of the change set that takes the import back */
  async undo(): Promise<number | null> {
    const set = await this.#attempt(() => this.#api.revert(this.#jobId() ?? 0));
    return set?.id ?? null;
  }

  errors(): Promise<Blob | null> {
    return this.#attempt(() => this.#api.errors(this.#jobId() ?? 0));
  }

  reload(): void {
    this.#job.reload();
  }

  async #start(check_only: boolean): Promise<ImportJob | null> {
    const mapping = this.mapping();
    if (!mapping) return null;
    return this.#write((id) =>
      this.#api.start(id, { ...startOf(mapping), ...(check_only && { check_only }) }),
    );
  }

  async #write(work: (id: number) => Promise<ImportJob>): Promise<ImportJob | null> {
    const job = await this.#attempt(() => work(this.#jobId() ?? 0));
    if (job) this.#job.set(job);
    return job;
  }

  async #attempt<T>(work: () => Promise<T>): Promise<T | null> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      return await work();
    } catch (error) {
      this.problem.set(toApiProblem(error));
      return null;
    } finally {
      this.busy.set(false);
    }
  }
}

/** Why a file is not even sent; empty where nothing speaks against it. */
function refusal(file: File): string {
  if (file.size === 0) return 'The file is empty.';
  return file.size > MOST_BYTES ? 'The file is larger than 64 MB. Split it and import the parts.' : '';
}
