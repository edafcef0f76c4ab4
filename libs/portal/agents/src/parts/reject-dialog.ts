import { Component, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { Field, InputControl } from '@bureau/portal-ui';

export interface RejectQuestion {
  title: string;
  text: string;
  /** Names the effect: "Reject 6". */
  action: string;
  /** Nothing but rejections: the button warns. */
  danger?: boolean;
}

/** Asks why before something is rejected; closes with the reason, or with nothing. */
@Component({
  selector: 'bur-reject-dialog',
  imports: [MatDialogModule, MatButtonModule, Field, InputControl],
  template: `
    <h2 mat-dialog-title>{{ question.title }}</h2>
    <mat-dialog-content>
      <p class="mb-3">{{ question.text }}</p>
      <bur-field label="Why?" hint="The agent and the audit log get these words." [optional]="true">
        <textarea
          burInput
          rows="3"
          maxlength="2000"
          [value]="reason()"
          (input)="reason.set(area.value)"
          #area
        ></textarea>
      </bur-field>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>Go back</button>
      <button matButton="filled" [class.bur-danger]="question.danger" type="button" (click)="close()">
        {{ question.action }}
      </button>
    </mat-dialog-actions>
  `,
})
export class RejectDialog {
  readonly #dialog = inject<MatDialogRef<RejectDialog, string>>(MatDialogRef);
  protected readonly question = inject<RejectQuestion>(MAT_DIALOG_DATA);
  protected readonly reason = signal('');

  protected close(): void {
    this.#dialog.close(this.reason());
  }
}
