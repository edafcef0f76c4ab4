import { DestroyRef, inject, Service, signal } from '@angular/core';
import { type AuditIntegrity, type AuditVerification } from '@bureau/contracts';
import { Api, type ApiProblem, toApiProblem } from '@bureau/portal-core';

const PATH = '/audit-logs/verify';
/** A log of some thousand rows takes a moment, one of millions minutes. */
const LOOK_AGAIN_MS = 1_000;

/** Whether the audit log is as it was written: the newest result, and runs that are asked for here or elsewhere. */
@Service({ autoProvided: false })
export class AuditIntegrityStore {
  readonly #api = inject(Api);
  readonly #integrity = signal<AuditIntegrity | null>(null);
  readonly #current = signal<AuditVerification | null>(null);
  readonly #problem = signal<ApiProblem | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly integrity = this.#integrity.asReadonly();
  /** The run that waits or goes on. */
  readonly current = this.#current.asReadonly();
  /** Why the last request failed. */
  readonly problem = this.#problem.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.#timer));
    void this.#attempt(() => this.#read());
  }

  /** Asks for a run over the whole log and follows it to its end. */
  verify(): Promise<void> {
    return this.#attempt(async () => {
      this.#current.set(await this.#api.post<AuditVerification>(PATH));
      this.#followLater();
    });
  }

  async #read(): Promise<void> {
    const integrity = await this.#api.get<AuditIntegrity>(PATH);
    this.#integrity.set(integrity);
    this.#current.set(integrity.current);
    if (integrity.current) this.#followLater();
  }

  #followLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#attempt(() => this.#read()), LOOK_AGAIN_MS);
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#problem.set(null);
    } catch (error) {
      this.#current.set(null);
      this.#problem.set(toApiProblem(error));
    }
  }
}
