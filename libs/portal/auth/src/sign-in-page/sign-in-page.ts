import { Component, computed, effect, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { ProviderSignIn, Session } from '@bureau/portal-core';
import { EntryCard } from '../parts/entry-card';
import { Notice } from '../parts/notice';
import { CodeStep } from './code-step';
import { PasswordStep } from './password-step';
import { safeReturn } from './safe-return';
import { providerFailure } from './sign-in-failure';
import { SignInStore } from './sign-in-store';

/** One card: e-mail and password or the provider, then the code where the account asks for one. */
@Component({
  selector: 'bur-sign-in-page',
  imports: [EntryCard, Notice, PasswordStep, CodeStep],
  providers: [SignInStore],
  template: `
    <bur-entry-card
      [heading]="store.step() === 'code' ? 'Enter your code' : 'Sign in to Bureau'"
      [text]="
        store.step() === 'code'
          ? 'This account asks for a code beside the password.'
          : 'Agents propose, people decide.'
      "
    >
      @if (returned()) {
        <bur-notice role="alert">{{ returned() }}</bur-notice>
      } @else if (ended() && store.step() === 'password') {
        <bur-notice role="status">
          You were signed out. Sign in to return to where you were; your draft is kept.
        </bur-notice>
      }
      <div>
        @if (store.step() === 'code') {
          <bur-code-step (done)="enter()" />
        } @else {
          <bur-password-step (done)="enter()" (provided)="provider.start(target())" />
        }
      </div>
    </bur-entry-card>
  `,
})
export class SignInPage {
  readonly #router = inject(Router);
  protected readonly provider = inject(ProviderSignIn);
  protected readonly store = inject(SignInStore);
  /** Where to go afterwards, from the query. */
  readonly return = input<string>();
  /** `code`: the browser is back from the provider, and a code is asked for. */
  readonly step = input<string>();
  /** What went wrong at the provider. */
  readonly problem = input<string>();

  protected readonly ended = inject(Session).ended;
  protected readonly target = computed(() =>
    safeReturn(this.step() === 'code' ? this.provider.target() : this.return()),
  );
  protected readonly returned = computed(() =>
    this.store.problem() || this.store.step() === 'code' ? '' : providerFailure(this.problem()),
  );

  constructor() {
    void this.store.readOptions();
    effect(() => {
      if (this.step() === 'code') this.store.afterProvider();
    });
  }

  protected enter(): void {
    void this.#router.navigateByUrl(this.target());
  }
}
