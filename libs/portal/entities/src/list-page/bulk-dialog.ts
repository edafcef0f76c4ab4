import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatProgressBarModule } from '@angular/material/progress-bar';
import { RouterLink } from '@angular/router';
import { type ApiProblem, toApiProblem } from '@bureau/portal-core';
import { countOf, numberText, ProblemBanner, RiskBars } from '@bureau/portal-ui';
import { type BulkAct, type BulkChange, bulkRisk, type BulkState } from '../data/bulk-change';

export interface BulkQuestion {
  change: BulkChange;
  act: BulkAct;
  count: number;
  /** "Set status to inactive" */
  deed: string;
  /** "Set status of", before the number of records on the button. */
  verb: string;
}

type Stage = 'checking' | 'ready' | 'running' | 'done';

/** A change of many records: how many and how risky, what a trial says, then the change with its progress and failures. */
@Component({
  selector: 'bur-bulk-dialog',
  imports: [MatDialogModule, MatButtonModule, MatProgressBarModule, RouterLink, ProblemBanner, RiskBars],
  templateUrl: './bulk-dialog.html',
})
export class BulkDialog {
  readonly #dialog = inject<MatDialogRef<BulkDialog, BulkState | null>>(MatDialogRef);
  protected readonly question = inject<BulkQuestion>(MAT_DIALOG_DATA);
  readonly #stop = new AbortController();
  protected readonly stage = signal<Stage>('checking');
  protected readonly trial = signal<BulkState | null>(null);
  protected readonly state = signal<BulkState | null>(null);
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly stopping = signal(false);

  protected readonly numberText = numberText;
  protected readonly countOf = countOf;
  protected readonly risk = bulkRisk(this.question.act, this.question.count);
  protected readonly isTrash = this.question.act.operation === 'delete';
  /** How many the button promises: those that the trial would change. */
  protected readonly willChange = computed(() => this.trial()?.counts.succeeded ?? this.question.count);
  protected readonly action = computed(() => `${this.question.verb} ${countOf(this.willChange(), 'record')}`);
  protected readonly share = computed(() => (100 * (this.state()?.counts.total ?? 0)) / this.question.count);
  protected readonly failures = computed(() => (this.state() ?? this.trial())?.failures ?? []);
  protected readonly failed = computed(() => (this.state() ?? this.trial())?.counts.failed ?? 0);

  constructor() {
    this.#dialog.disableClose = true;
    void this.check();
  }

  protected async check(): Promise<void> {
    this.stage.set('checking');
    this.problem.set(null);
    try {
      this.trial.set(await this.question.change.check());
      this.stage.set('ready');
    } catch (error) {
      this.problem.set(toApiProblem(error));
      this.stage.set('ready');
    }
  }

  protected async run(): Promise<void> {
    this.stage.set('running');
    this.problem.set(null);
    try {
      this.state.set(await this.question.change.run((state) => this.state.set(state), this.#stop.signal));
    } catch (error) {
      this.problem.set(toApiProblem(error));
    }
    this.stage.set('done');
  }

  protected stop(): void {
    this.stopping.set(true);
    this.#stop.abort();
  }

  protected close(): void {
    this.#dialog.close(this.state());
  }
}
