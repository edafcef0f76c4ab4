import { Component, type ElementRef, input, model, output, signal, viewChild } from '@angular/core';
import { Field, InputControl } from '@bureau/portal-ui';
import { LucideEye, LucideEyeOff } from '@lucide/angular';

/** A password that can be looked at. Pasting is allowed. */
@Component({
  selector: 'bur-password-field',
  imports: [Field, InputControl, LucideEye, LucideEyeOff],
  template: `
    <bur-field [label]="label()" [hint]="hint()" [error]="error()">
      <span class="relative block">
        <input
          burInput
          #field
          class="password"
          [type]="shown() ? 'text' : 'password'"
          [attr.autocomplete]="autocomplete()"
          autocapitalize="none"
          spellcheck="false"
          [value]="value()"
          (input)="value.set(field.value)"
          (blur)="left.emit()"
        />
        <button
          type="button"
          class="reveal"
          [attr.aria-pressed]="shown()"
          aria-label="Show password"
          (click)="shown.set(!shown())"
        >
          @if (shown()) {
            <svg lucideEyeOff [size]="18"></svg>
          } @else {
            <svg lucideEye [size]="18"></svg>
          }
        </button>
      </span>
    </bur-field>
  `,
  styles: `
    .password {
      padding-inline-end: 44px;
    }

    .reveal {
      position: absolute;
      inset: 0 0 0 auto;
      display: grid;
      place-items: center;
      width: 40px;
      border: 0;
      border-radius: 4px;
      background: none;
      color: var(--mat-sys-on-surface-variant);
      cursor: pointer;
    }
  `,
})
export class PasswordField {
  readonly label = input('Password');
  readonly hint = input('');
  readonly error = input('');
  readonly autocomplete = input<'current-password' | 'new-password'>('current-password');
  readonly value = model('');
  readonly left = output();

  protected readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  protected readonly shown = signal(false);

  focus(): void {
    this.field().nativeElement.focus();
  }
}
