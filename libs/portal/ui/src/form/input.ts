import { Directive, inject } from '@angular/core';
import { Field } from './field';

/** Dresses a native control and ties it to the label, hint and error of the `bur-field` around it. */
@Directive({
  selector: 'input[burInput], textarea[burInput], select[burInput]',
  host: {
    class: 'bur-input',
    '[attr.id]': 'field?.id',
    '[attr.aria-describedby]': 'field?.describedBy()',
    '[attr.aria-invalid]': 'field?.error() ? "true" : null',
  },
})
export class InputControl {
  protected readonly field = inject(Field, { optional: true });
}
