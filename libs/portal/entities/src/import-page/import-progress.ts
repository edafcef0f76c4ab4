import { Component, computed, effect, inject, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Announcer, countOf, numberText, State, StatusChip } from '@bureau/portal-ui';
import { ImportStore } from './import-store';

/** A running or finished import: how far it is, and every row that could not be read. */
@Component({
  selector: 'bur-import-progress',
  imports: [State, StatusChip, MatButtonModule, RouterLink],
  templateUrl: './import-progress.html',
  styleUrl: './import-progress.scss',
})
export class ImportProgress {
  protected readonly store = inject(ImportStore);
  readonly again = output();
  protected readonly number = numberText;

  protected readonly headline = computed(() => {
    const job = this.store.job();
    if (!job) return '';
    const created = countOf(job.rows_created, 'record');
    if (job.status === 'completed') {
      const failed = job.rows_failed > 0 ? `, ${countOf(job.rows_failed, 'row')} could not be read` : '';
      return `${created} created${failed}.`;
    }
    if (job.status === 'failed') return `The import stopped. ${created} created before that are kept.`;
    if (job.status === 'cancelled')
      return `The import was cancelled. ${created} created before that are kept.`;
    if (job.status === 'uploading') return 'The file is on its way…';
    return job.status === 'queued' ? 'Waiting for a worker…' : `${countOf(job.rows_read, 'row')} read…`;
  });
  protected readonly unlisted = computed(() => {
    const job = this.store.job();
    return job ? job.rows_failed - job.errors.length : 0;
  });

  constructor() {
    const announcer = inject(Announcer);
    effect(() => {
      if (this.headline()) announcer.say(this.headline());
    });
  }
}
