import { Component, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { type Entity, type FieldChange } from '@bureau/contracts';
import { type ApiProblem, toApiProblem } from '@bureau/portal-core';
import { countOf, FieldChanges, ProblemBanner } from '@bureau/portal-ui';
import { RecordMemory } from '../data/record-memory';

export interface RestoreQuestion {
  record: Entity;
  version: number;
  /** What the present record would become, value by value. */
  changes: readonly FieldChange[];
}

/** Shows what bringing back a version changes, and does it. Answers with the record. */
@Component({
  selector: 'bur-restore-dialog',
  imports: [MatDialogModule, MatButtonModule, FieldChanges, ProblemBanner],
  template: `
    <h2 mat-dialog-title>Restore version {{ question.version }}?</h2>
    <mat-dialog-content>
      <bur-problem-banner class="mb-3 block empty:hidden" what="Nothing was changed." [problem]="problem()" />
      <p class="mb-3">
        {{ summary }} It becomes version {{ question.record.version + 1 }}; the versions in between stay in
        the history.
      </p>
      <bur-field-changes [changes]="question.changes" />
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>Cancel</button>
      <button matButton="filled" type="button" [disabled]="busy()" (click)="restore()">
        Restore version {{ question.version }}
      </button>
    </mat-dialog-actions>
  `,
})
export class RestoreDialog {
  readonly #memory = inject(RecordMemory);
  readonly #dialog = inject<MatDialogRef<RestoreDialog, Entity>>(MatDialogRef);
  protected readonly question = inject<RestoreQuestion>(MAT_DIALOG_DATA);
  protected readonly summary = `${countOf(this.question.changes.length, 'value')} of “${this.question.record.name}” change.`;
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);

  protected async restore(): Promise<void> {
    const { record, version } = this.question;
    this.busy.set(true);
    this.problem.set(null);
    try {
      this.#dialog.close(await this.#memory.restoreVersion(record.id, version, record.version));
    } catch (error) {
      this.problem.set(toApiProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
