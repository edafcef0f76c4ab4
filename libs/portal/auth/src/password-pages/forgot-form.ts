import { Component, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type ApiProblem, toApiProblem } from '@bureau/portal-core';
import { Field, InputControl, ProblemBanner } from '@bureau/portal-ui';
import { SignInApi } from '../data/sign-in-api';
import { Notice } from '../parts/notice';
import { emailFault } from '../sign-in-page/email-fault';

/** Asks for a link by mail. What it answers is the same for every address. */
@Component({
  selector: 'bur-forgot-form',
  imports: [MatButtonModule, RouterLink, Field, InputControl, ProblemBanner, Notice],
  template: `
    @if (sentTo(); as address) {
      <bur-notice role="status">
        If {{ address }} has an account, a link is on its way. It works once, for 30 minutes.
      </bur-notice>
      <p class="bur-muted mt-3 text-table">Nothing there? Look among unwanted mail, or ask again.</p>
      <button matButton type="button" class="-ms-3!" (click)="sentTo.set('')">Ask again</button>
    } @else {
      <bur-problem-banner [problem]="problem()" what="No link was sent." />
      <form novalidate class="mt-4 flex flex-col gap-4" (submit)="send($event)">
        <bur-field label="E-mail" [error]="error()">
          <input
            burInput
            #address
            type="email"
            autocomplete="username"
            autocapitalize="none"
            [value]="email()"
            (input)="email.set(address.value)"
          />
        </bur-field>
        <button matButton="filled" type="submit" class="w-full" [disabled]="busy()">
          {{ busy() ? 'Sending…' : 'Send me a link' }}
        </button>
      </form>
    }
    <p class="mt-4"><a class="bur-link" routerLink="/sign-in">Back to signing in</a></p>
  `,
})
export class ForgotForm {
  readonly #api = inject(SignInApi);
  protected readonly email = signal('');
  protected readonly error = signal('');
  protected readonly sentTo = signal('');
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    this.problem.set(null);
    this.error.set(emailFault(this.email()));
    if (this.error()) return;
    this.busy.set(true);
    try {
      await this.#api.forgot(this.email().trim());
      this.sentTo.set(this.email().trim());
    } catch (error) {
      this.problem.set(toApiProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
