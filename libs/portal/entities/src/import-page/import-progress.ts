import { Component, computed, effect, inject, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { Session } from '@bureau/portal-core';
import { Announcer, Confirm, numberText, ProblemBanner, StatusChip } from '@bureau/portal-ui';
import { LucideUndo2 } from '@lucide/angular';
import { ImportErrors } from './import-errors';
import { ImportStore } from './import-store';
import { importSentence, readyToWrite, writtenRows } from './import-words';

/** A running or finished import: how far it is, every bad row, and the way back. */
@Component({
  selector: 'bur-import-progress',
  imports: [StatusChip, ProblemBanner, ImportErrors, MatButtonModule, RouterLink, LucideUndo2],
  templateUrl: './import-progress.html',
  styleUrl: './import-progress.scss',
})
export class ImportProgress {
  readonly #confirm = inject(Confirm);
  readonly #router = inject(Router);
  readonly #session = inject(Session);
  protected readonly store = inject(ImportStore);
  readonly again = output();
  protected readonly number = numberText;

  protected readonly headline = computed(() => {
    const job = this.store.job();
    return job ? importSentence(job) : '';
  });
  /** How much of what is to be written is written; null where that is not known. */
  protected readonly part = computed(() => {
    const job = this.store.job();
    return job?.phase === 'writing' ? { done: writtenRows(job), all: Math.max(1, readyToWrite(job)) } : null;
  });
  protected readonly figures = computed(() => {
    const job = this.store.job();
    if (!job) return [];
    return [
      { word: 'Rows read', count: job.rows_read, look: '' },
      { word: 'Created', count: job.rows_created, look: 'text-ok' },
      ...(job.rows_updated ? [{ word: 'Changed', count: job.rows_updated, look: 'text-ok' }] : []),
      ...(job.rows_unchanged ? [{ word: 'Left as they were', count: job.rows_unchanged, look: '' }] : []),
      { word: 'Bad', count: job.rows_failed, look: job.rows_failed > 0 ? 'text-error' : '' },
    ];
  });
  protected readonly mayUndo = computed(
    () =>
      !this.store.running() &&
      this.store.job()?.change_set_id !== null &&
      this.#session.can('change_set:decide'),
  );

  constructor() {
    const announcer = inject(Announcer);
    effect(() => {
      if (this.headline()) announcer.say(this.headline());
    });
  }

  protected async cancel(): Promise<void> {
    const sure = await this.#confirm.ask({
      title: 'Cancel the import?',
      text:
        this.store.job()?.plan?.mode === 'all_or_nothing'
          ? 'Nothing of the file is kept.'
          : 'Records that are written already stay; they can be taken back together afterwards.',
      action: 'Cancel the import',
      cancel: 'Go on importing',
      danger: true,
    });
    if (sure) await this.store.cancel();
  }

  protected async undo(): Promise<void> {
    const set = await this.store.undo();
    if (set !== null) await this.#router.navigate(['/change-sets', set]);
  }
}
