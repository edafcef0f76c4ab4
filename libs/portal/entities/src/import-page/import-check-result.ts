import { Component, computed, effect, inject, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type JsonValue } from '@bureau/contracts';
import { Announcer, countOf, numberText } from '@bureau/portal-ui';
import { LucideCircleCheck, LucideTriangleAlert } from '@lucide/angular';
import { usedColumns } from './import-mapping';
import { ImportErrors } from './import-errors';
import { ImportStore } from './import-store';
import { checkedSentence, readyRows } from './import-words';

/** Good rows that are shown beside the bad ones. */
const SHOWN = 8;
/** Their columns. */
const COLUMNS = 4;

/** What the check found: the bad rows beside the good ones, and the decision. */
@Component({
  selector: 'bur-import-check-result',
  imports: [ImportErrors, MatButtonModule, LucideCircleCheck, LucideTriangleAlert],
  templateUrl: './import-check-result.html',
})
export class ImportCheckResult {
  protected readonly store = inject(ImportStore);
  readonly again = output();

  protected readonly mode = computed(() => this.store.mapping()?.mode ?? 'skip_bad');
  protected readonly bad = computed(() => this.store.job()?.rows_failed ?? 0);
  protected readonly ready = computed(() => {
    const job = this.store.job();
    return job ? readyRows(job) : 0;
  });
  protected readonly sentence = computed(() => {
    const job = this.store.job();
    return job ? checkedSentence(job, this.mode()) : '';
  });
  protected readonly mayRun = computed(
    () => this.ready() > 0 && (this.bad() === 0 || this.mode() === 'skip_bad'),
  );
  protected readonly action = computed(() =>
    this.bad() > 0 && this.mayRun()
      ? `Import ${numberText(this.ready())}, skip ${numberText(this.bad())}`
      : `Import ${countOf(this.ready(), 'row')}`,
  );
  protected readonly titles = computed(() => {
    const mapping = this.store.mapping();
    return mapping ? usedColumns(mapping).slice(0, COLUMNS) : [];
  });
  /** The first rows of the file that nothing is wrong with. */
  protected readonly good = computed(() => {
    const [preview, job] = [this.store.preview(), this.store.job()];
    const badLines = new Set(job?.errors.map(({ line }) => line));
    const places = this.titles().map(({ source }) =>
      (preview?.columns ?? []).findIndex((column) => column.source === source),
    );
    return (preview?.rows ?? [])
      .filter(({ line, problem }) => problem === null && !badLines.has(line))
      .slice(0, SHOWN)
      .map(({ line, values }) => ({ line, cells: places.map((place) => text(values[place] ?? null)) }));
  });

  constructor() {
    const announcer = inject(Announcer);
    effect(() => announcer.say(this.sentence()));
  }
}

function text(value: JsonValue): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
