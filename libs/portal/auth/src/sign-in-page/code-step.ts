import { afterNextRender, Component, inject, output, signal, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { ProblemBanner } from '@bureau/portal-ui';
import { CodeField } from '../parts/code-field';
import { SignInStore } from './sign-in-store';

/** The second step: a code of the authenticator app. */
@Component({
  selector: 'bur-code-step',
  imports: [MatButtonModule, ProblemBanner, CodeField],
  template: `
    <bur-problem-banner [problem]="store.problem()" [what]="store.failure()" [brief]="true" />
    <form novalidate class="mt-4 flex flex-col gap-4" (submit)="send($event)">
      <bur-code-field [(code)]="code" [error]="missing()" />
      <button matButton="filled" type="submit" class="w-full" [disabled]="store.busy()">
        {{ store.busy() ? 'Checking…' : 'Sign in' }}
      </button>
      <button matButton type="button" (click)="store.startAgain()">Sign in as somebody else</button>
    </form>
    <p class="bur-muted mt-2 text-table">
      Neither app nor recovery code at hand? An administrator can take the app off your account.
    </p>
  `,
})
export class CodeStep {
  protected readonly store = inject(SignInStore);
  readonly done = output();
  protected readonly code = signal('');
  protected readonly missing = signal('');
  readonly field = viewChild.required(CodeField);

  constructor() {
    afterNextRender(() => this.field().focus());
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    this.missing.set(this.field().complete() ? '' : 'Enter the whole code.');
    if (this.missing()) return this.field().focus();
    if (await this.store.withCode(this.code().trim())) return this.done.emit();
    if (this.store.step() !== 'code') return;
    this.code.set('');
    this.field().focus();
  }
}
