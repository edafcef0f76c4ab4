import { Component, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { Field, InputControl } from '@bureau/portal-ui';

export interface ViewNameQuestion {
  title: string;
  action: string;
  name: string;
  shared: boolean;
  /** Does the saving, and answers with what is wrong, or nothing. */
  save: (answer: ViewNameAnswer) => Promise<string>;
}

export interface ViewNameAnswer {
  name: string;
  shared: boolean;
}

/** A view's name, and whether everybody sees it. */
@Component({
  selector: 'bur-view-name-dialog',
  imports: [MatDialogModule, MatButtonModule, Field, InputControl],
  template: `
    <h2 mat-dialog-title>{{ question.title }}</h2>
    <form (submit)="$event.preventDefault(); save()">
      <mat-dialog-content class="flex flex-col gap-3">
        <bur-field label="Name" [error]="error()">
          <input
            burInput
            #text
            maxlength="100"
            autocomplete="off"
            [value]="name()"
            (input)="name.set(text.value)"
          />
        </bur-field>
        <label class="flex min-h-[44px] items-center gap-2">
          <input #box type="checkbox" [checked]="shared()" (change)="shared.set(box.checked)" />
          Everybody may use this view
        </label>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>Cancel</button>
        <button matButton="filled" type="submit" [disabled]="name().trim() === '' || busy()">
          {{ question.action }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
})
export class ViewNameDialog {
  readonly #dialog = inject<MatDialogRef<ViewNameDialog, void>>(MatDialogRef);
  protected readonly question = inject<ViewNameQuestion>(MAT_DIALOG_DATA);
  protected readonly name = signal(this.question.name);
  protected readonly shared = signal(this.question.shared);
  protected readonly error = signal('');
  protected readonly busy = signal(false);

  protected async save(): Promise<void> {
    this.busy.set(true);
    this.error.set(await this.question.save({ name: this.name().trim(), shared: this.shared() }));
    this.busy.set(false);
    if (this.error() === '') this.#dialog.close();
  }
}
