import { Component, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Toasts } from '@bureau/portal-ui';
import { EntryCard } from '../parts/entry-card';
import { Notice } from '../parts/notice';
import { ForgotForm } from './forgot-form';
import { linkToken } from './link-token';
import { NewPasswordForm } from './new-password-form';

/** A forgotten password: asks for a link, or sets a new one by it. */
@Component({
  selector: 'bur-reset-page',
  imports: [EntryCard, Notice, ForgotForm, NewPasswordForm, RouterLink],
  template: `
    @if (token() && !refused()) {
      <bur-entry-card
        heading="Choose a new password"
        text="Afterwards every browser and service that uses your account has to sign in again."
      >
        <div><bur-new-password-form [token]="token()" (done)="done()" (refused)="refused.set(true)" /></div>
        <p><a class="bur-link" routerLink="/sign-in">Back to signing in</a></p>
      </bur-entry-card>
    } @else {
      <bur-entry-card heading="Forgot your password?" text="A mail brings you a link to choose another one.">
        @if (refused()) {
          <bur-notice role="alert">
            This link was used, is too old, or was replaced by a newer one. Ask for another.
          </bur-notice>
        }
        <div><bur-forgot-form /></div>
      </bur-entry-card>
    }
  `,
})
export class ResetPage {
  readonly #router = inject(Router);
  readonly #toasts = inject(Toasts);
  protected readonly token = linkToken('/reset');
  protected readonly refused = signal(false);

  protected done(): void {
    this.#toasts.done('Your password is set. Sign in with it.');
    void this.#router.navigate(['/sign-in']);
  }
}
