import { Component, input } from '@angular/core';
import { type FieldChange } from '@bureau/contracts';
import { fieldName } from '../format/field-name';
import { ValueDiff } from './value-diff';

/** The changed fields of a record, one under the other, each with its difference. */
@Component({
  selector: 'bur-field-changes',
  imports: [ValueDiff],
  template: `
    <dl class="grid gap-x-4 gap-y-2" [class.narrow]="narrow()">
      @for (change of changes(); track change.field) {
        <div class="row">
          <dt class="bur-muted text-table" [title]="change.field">{{ nameOf(change.field) }}</dt>
          <dd class="min-w-0">
            <bur-value-diff [field]="change.field" [from]="change.from" [to]="change.to" />
          </dd>
        </div>
      }
    </dl>
  `,
  styles: `
    .row {
      display: grid;
      grid-template-columns: minmax(96px, 160px) minmax(0, 1fr);
      gap: 2px 16px;
      align-items: baseline;
    }
    .narrow .row {
      grid-template-columns: minmax(0, 1fr);
    }
    @media (max-width: 479px) {
      .row {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class FieldChanges {
  readonly changes = input.required<readonly FieldChange[]>();
  /** Names above the values, for a narrow column. */
  readonly narrow = input(false);

  protected readonly nameOf = fieldName;
}
