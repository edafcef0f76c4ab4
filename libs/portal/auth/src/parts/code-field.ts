import { Component, computed, type ElementRef, input, model, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Field, InputControl } from '@bureau/portal-ui';

/** Digits of an authenticator app's code. */
const DIGITS = 6;

/** The code of an authenticator app, or a recovery code in its place. Pasting and filling in by the browser work. */
@Component({
  selector: 'bur-code-field',
  imports: [Field, InputControl, MatButtonModule],
  template: `
    @if (recovery()) {
      <bur-field label="Recovery code" hint="Such as x7kd-p3mm-9wqa. Each works once." [error]="error()">
        <input
          burInput
          #field
          class="code"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          maxlength="32"
          [value]="code()"
          (input)="code.set(field.value)"
        />
      </bur-field>
    } @else {
      <bur-field label="Code" hint="Six digits from your authenticator app." [error]="error()">
        <input
          burInput
          #field
          class="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength="16"
          [value]="code()"
          (input)="code.set(digitsOf(field))"
        />
      </bur-field>
    }
    @if (offersRecovery()) {
      <button matButton type="button" class="-ms-3! self-start" (click)="swap()">
        {{ recovery() ? 'Use the authenticator app' : 'Use a recovery code' }}
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 4px;
    }

    .code {
      font-family: var(--bur-mono);
      font-size: 16px;
      letter-spacing: 0.12em;
    }
  `,
})
export class CodeField {
  readonly code = model('');
  readonly recovery = model(false);
  /** Offers to give a recovery code instead. */
  readonly offersRecovery = input(true);
  readonly error = input('');

  protected readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  /** What was typed can be a code. */
  readonly complete = computed(() => isWholeCode(this.code(), this.recovery()));

  focus(): void {
    this.field().nativeElement.focus();
  }

  /** Takes what stands between the digits out, as of a pasted "123 456". */
  protected digitsOf(field: HTMLInputElement): string {
    field.value = field.value.replace(/\D/g, '').slice(0, DIGITS);
    return field.value;
  }

  protected swap(): void {
    this.code.set('');
    this.recovery.update((now) => !now);
    setTimeout(() => this.focus());
  }
}

export function isWholeCode(code: string, recovery: boolean): boolean {
  return recovery ? code.trim().length > 0 : code.length === DIGITS;
}
