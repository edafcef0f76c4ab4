import { Component, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Toasts } from '@bureau/portal-ui';
import { EntryCard } from '../parts/entry-card';
import { linkToken } from './link-token';
import { NewPasswordForm } from './new-password-form';

/** Somebody who was invited chooses a password. */
@Component({
  selector: 'bur-invite-page',
  imports: [EntryCard, NewPasswordForm, RouterLink],
  template: `
    @if (token() && !refused()) {
      <bur-entry-card heading="Welcome to Bureau" text="Choose the password that you will sign in with.">
        <div>
          <bur-new-password-form
            action="Set the password and sign in"
            [token]="token()"
            (done)="done()"
            (refused)="refused.set(true)"
          />
        </div>
      </bur-entry-card>
    } @else {
      <bur-entry-card
        heading="This invitation cannot be used"
        text="It was used, is too old, or was replaced."
      >
        <p>
          Ask whoever invited you for another one. If you have chosen a password already, sign in with it.
        </p>
        <p><a class="bur-link" routerLink="/sign-in">Go to signing in</a></p>
      </bur-entry-card>
    }
  `,
})
export class InvitePage {
  readonly #router = inject(Router);
  readonly #toasts = inject(Toasts);
  protected readonly token = linkToken('/invite');
  protected readonly refused = signal(false);

  protected done(): void {
    this.#toasts.done('Your password is set. Sign in with it.');
    void this.#router.navigate(['/sign-in']);
  }
}
