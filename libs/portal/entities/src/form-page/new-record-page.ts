import { Component, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import {
  type ApiProblem,
  type KeepsWork,
  newRequestId,
  toApiProblem,
  warnBeforeUnload,
} from '@bureau/portal-core';
import { Confirm, PageHeader, Toasts } from '@bureau/portal-ui';
import { EntitiesApi, type RecordDraft } from '../data/entities-api';
import { mergePatch } from '../data/merge-patch';
import { leaveQuestion } from './leave-question';
import { RecordForm } from './record-form';

const EMPTY: RecordDraft = { name: '', description: null, status: 'active', type: null, metadata: {} };

/** A record made by hand. */
@Component({
  selector: 'bur-new-record-page',
  imports: [PageHeader, RecordForm],
  template: `
    <div class="bur-page max-w-[880px]!">
      <bur-page-header heading="New record" back="/records" backLabel="Records" />
      <bur-record-form
        failure="The record was not created."
        [(draft)]="draft"
        [problem]="problem()"
        [action]="busy() ? 'Creating…' : 'Create record'"
        [canSave]="complete() && !busy()"
        (saved)="create()"
        (cancelled)="cancel()"
      />
    </div>
  `,
})
export class NewRecordPage implements KeepsWork {
  readonly #api = inject(EntitiesApi);
  readonly #router = inject(Router);
  readonly #toasts = inject(Toasts);
  readonly #confirm = inject(Confirm);
  /** One key for all tries of this draft: a lost answer does not make a second record. */
  readonly #key = newRequestId();
  #created = false;

  protected readonly draft = signal(EMPTY);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly complete = computed(() => this.draft().name.trim() !== '');

  constructor() {
    warnBeforeUnload(() => this.hasUnsavedWork());
  }

  hasUnsavedWork(): boolean {
    return !this.#created && Object.keys(mergePatch(EMPTY, this.draft())).length > 0;
  }

  mayLeave(): Promise<boolean> {
    return this.#confirm.ask(leaveQuestion('This record has not been created yet.'));
  }

  protected async create(): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      const record = await this.#api.create({ ...this.draft(), name: this.draft().name.trim() }, this.#key);
      this.#created = true;
      await this.#router.navigate(['/records', record.id], { replaceUrl: true });
      this.#toasts.done(`“${record.name}” created.`);
    } catch (error) {
      this.problem.set(toApiProblem(error));
    } finally {
      this.busy.set(false);
    }
  }

  protected cancel(): void {
    void this.#router.navigate(['/records']);
  }
}
