import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';

export interface ConfirmQuestion {
  title: string;
  /** What will happen, in numbers where there are any, and what is kept. */
  text: string;
  /** Names the effect: "Move to trash", never "OK". */
  action: string;
  cancel?: string;
  danger?: boolean;
}

@Component({
  selector: 'bur-confirm-dialog',
  imports: [MatDialogModule, MatButtonModule],
  template: `
    <h2 mat-dialog-title>{{ question.title }}</h2>
    <mat-dialog-content>{{ question.text }}</mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" [mat-dialog-close]="false">{{ question.cancel ?? 'Cancel' }}</button>
      <button matButton="filled" type="button" [class.bur-danger]="question.danger" [mat-dialog-close]="true">
        {{ question.action }}
      </button>
    </mat-dialog-actions>
  `,
})
export class ConfirmDialog {
  protected readonly question = inject<ConfirmQuestion>(MAT_DIALOG_DATA);
}
