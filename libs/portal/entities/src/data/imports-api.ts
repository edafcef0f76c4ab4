import { inject, Service } from '@angular/core';
import { type ChangeSet, type ImportJob, type StartImport } from '@bureau/contracts';
import { Api } from '@bureau/portal-core';

/** Imports of records. Every call rejects with an `ApiProblem`. */
@Service()
export class ImportsApi {
  readonly #api = inject(Api);

  /** Uploads a file and starts nothing. */
  upload(file: File): Promise<ImportJob> {
    const form = new FormData();
    form.set('file', file, file.name);
    return this.#api.post('/imports', form);
  }

  start(id: number, body: StartImport): Promise<ImportJob> {
    return this.#api.post(`/imports/${id}/start`, body);
  }

  cancel(id: number): Promise<ImportJob> {
    return this.#api.post(`/imports/${id}/cancel`);
  }

  /** The change set that takes the import back, for somebody to decide on. */
  revert(id: number): Promise<ChangeSet> {
    return this.#api.post(`/imports/${id}/revert`);
  }

  /** Every bad row as CSV. */
  errors(id: number): Promise<Blob> {
    return this.#api.download(`/imports/${id}/errors`);
  }
}
