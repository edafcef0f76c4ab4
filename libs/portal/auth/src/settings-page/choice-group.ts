import { Component, input, model } from '@angular/core';

let made = 0;

/** A few options side by side, one of them chosen. */
@Component({
  selector: 'bur-choice-group',
  template: `
    <fieldset class="border-0 p-0">
      <legend class="mb-1 text-table font-strong">{{ label() }}</legend>
      <div class="flex flex-wrap gap-2">
        @for (option of options(); track option.value) {
          <label class="choice" [class.chosen]="option.value === value()">
            <input
              type="radio"
              [name]="name"
              [checked]="option.value === value()"
              (change)="value.set(option.value)"
            />
            {{ option.label }}
          </label>
        }
      </div>
      @if (hint()) {
        <p class="bur-muted mt-1 text-caption">{{ hint() }}</p>
      }
    </fieldset>
  `,
  styles: `
    .choice {
      display: inline-flex;
      align-items: center;
      gap: 8px;
      min-height: var(--bur-control);
      padding: 0 12px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 4px;
      cursor: pointer;
    }
    .chosen {
      border-color: var(--mat-sys-primary);
      background: var(--mat-sys-primary-container);
      color: var(--mat-sys-on-primary-container);
    }
    .choice:has(:focus-visible) {
      outline: 2px solid var(--mat-sys-primary);
      outline-offset: 2px;
    }
  `,
})
export class ChoiceGroup<T extends string> {
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly options = input.required<readonly { value: T; label: string }[]>();
  readonly value = model.required<T>();

  protected readonly name = `bur-choice-${++made}`;
}
