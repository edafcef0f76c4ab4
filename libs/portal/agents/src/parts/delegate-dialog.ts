import { Component, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { type DelegateCandidate, type DelegateDecision } from '@bureau/contracts';
import { apiResource } from '@bureau/portal-core';
import { Field, InputControl, State } from '@bureau/portal-ui';

export interface DelegateQuestion {
  /** Where its delegates are listed: `/change-sets/41`. */
  path: string;
}

/** Chooses who decides instead; closes with the person and the reason, or with nothing. */
@Component({
  selector: 'bur-delegate-dialog',
  imports: [MatDialogModule, MatButtonModule, Field, InputControl, State],
  template: `
    <h2 mat-dialog-title>Who decides instead?</h2>
    <mat-dialog-content>
      <p class="mb-3">
        That person sees and decides this and nothing else of yours. You may still decide as well.
      </p>
      <bur-state
        what="The people who may decide"
        skeleton="card"
        [rows]="1"
        [loading]="people.loading()"
        [problem]="people.problem()"
        (retry)="people.reload()"
      >
        @if (people.value()?.length) {
          <div class="flex flex-col gap-3">
            <bur-field label="Person" [error]="missing()">
              <select burInput #person [value]="chosen()" (change)="chosen.set(person.value)">
                <option value="">Choose a person</option>
                @for (each of people.value(); track each.id) {
                  <option [value]="each.id">{{ each.full_name }}</option>
                }
              </select>
            </bur-field>
            <bur-field label="Why?" hint="That person and the audit log get these words." [optional]="true">
              <textarea
                #area
                burInput
                rows="3"
                maxlength="2000"
                [value]="reason()"
                (input)="reason.set(area.value)"
              ></textarea>
            </bur-field>
          </div>
        } @else {
          <p>Nobody else may decide. An administrator grants the permission.</p>
        }
      </bur-state>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>Go back</button>
      <button matButton="filled" type="button" [disabled]="!people.value()?.length" (click)="close()">
        Pass the decision on
      </button>
    </mat-dialog-actions>
  `,
})
export class DelegateDialog {
  readonly #dialog = inject<MatDialogRef<DelegateDialog, DelegateDecision>>(MatDialogRef);
  readonly #question = inject<DelegateQuestion>(MAT_DIALOG_DATA);
  protected readonly people = apiResource<DelegateCandidate[]>(() => `${this.#question.path}/delegates`);
  protected readonly chosen = signal('');
  protected readonly reason = signal('');
  protected readonly missing = signal('');

  protected close(): void {
    const user_id = Number(this.chosen());
    this.missing.set(user_id ? '' : 'Choose who decides.');
    const reason = this.reason().trim();
    if (user_id) this.#dialog.close({ user_id, ...(reason && { reason }) });
  }
}
