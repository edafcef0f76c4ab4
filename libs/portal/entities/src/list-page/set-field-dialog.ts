import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { type JsonObject, type JsonValue } from '@bureau/contracts';
import { Field, InputControl } from '@bureau/portal-ui';
import { readCell } from '../data/cell-value';
import { type RecordColumn } from '../data/record-columns';

/** One field and the value that all selected records shall have. */
export interface FieldValue {
  column: RecordColumn;
  value: JsonValue;
}

/** Chooses a field and its new value. */
@Component({
  selector: 'bur-set-field-dialog',
  imports: [MatDialogModule, MatButtonModule, Field, InputControl],
  template: `
    <h2 mat-dialog-title>Set a field</h2>
    <form (submit)="$event.preventDefault(); finish()">
      <mat-dialog-content class="flex flex-col gap-3">
        <bur-field label="Field">
          <select burInput #choice (change)="chosen.set(choice.value)">
            @for (column of columns; track column.id) {
              <option [value]="column.id" [selected]="column.id === chosen()">{{ column.label }}</option>
            }
          </select>
        </bur-field>
        <bur-field label="New value" hint="Left empty, the field is emptied." [error]="error()">
          @if (column()?.kind === 'boolean') {
            <select burInput #truth (change)="text.set(truth.value)">
              <option value="">empty</option>
              <option value="true">yes</option>
              <option value="false">no</option>
            </select>
          } @else {
            <input
              burInput
              #value
              autocomplete="off"
              [value]="text()"
              (input)="text.set(value.value); error.set('')"
            />
          }
        </bur-field>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>Cancel</button>
        <button matButton="filled" type="submit">Check the change</button>
      </mat-dialog-actions>
    </form>
  `,
})
export class SetFieldDialog {
  readonly #dialog = inject<MatDialogRef<SetFieldDialog, FieldValue>>(MatDialogRef);
  protected readonly columns = inject<readonly RecordColumn[]>(MAT_DIALOG_DATA);
  protected readonly chosen = signal(this.columns[0]?.id ?? '');
  protected readonly text = signal('');
  protected readonly error = signal('');
  protected readonly column = computed(() => this.columns.find(({ id }) => id === this.chosen()));

  protected finish(): void {
    const column = this.column();
    if (!column) return;
    const answer = readCell(column, column.kind, this.text());
    if ('error' in answer) this.error.set(answer.error);
    else this.#dialog.close({ column, value: answer.value });
  }
}

/** The merge patch that sets a field: `metadata.a.b` becomes objects in each other. */
export function patchOf({ column, value }: FieldValue): JsonObject {
  const path = column.id.split('.');
  return path.reduceRight<JsonValue>((inner, key) => ({ [key]: inner }), value) as JsonObject;
}
