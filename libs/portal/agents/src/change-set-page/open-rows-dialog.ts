import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import { countOf } from '@bureau/portal-ui';

export interface OpenRowsQuestion {
  open: number;
  /** What approving the open rows comes to: "Approve 94, reject 6". */
  approve: string;
  reject: string;
}

/** Rows without a mark never pass silently: the reviewer says what happens to them. */
@Component({
  selector: 'bur-open-rows-dialog',
  imports: [MatDialogModule, MatButtonModule],
  template: `
    <h2 mat-dialog-title>{{ countOf(question.open, 'row is', 'rows are') }} still open</h2>
    <mat-dialog-content>You have marked the others. What happens to the open ones?</mat-dialog-content>
    <mat-dialog-actions align="end" class="flex-wrap gap-2">
      <button matButton type="button" mat-dialog-close>Go back</button>
      <button matButton="outlined" type="button" mat-dialog-close="reject">{{ question.reject }}</button>
      <button matButton="filled" type="button" mat-dialog-close="approve">{{ question.approve }}</button>
    </mat-dialog-actions>
  `,
})
export class OpenRowsDialog {
  protected readonly question = inject<OpenRowsQuestion>(MAT_DIALOG_DATA);
  protected readonly countOf = countOf;
}
