import { Component, computed, inject, output, signal, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { fieldErrors } from '@bureau/portal-core';
import { Field, InputControl, ProblemBanner } from '@bureau/portal-ui';
import { PasswordField } from '../parts/password-field';
import { emailFault } from './email-fault';
import { SignInStore } from './sign-in-store';

/** The first step: e-mail and password, or the OpenID provider. */
@Component({
  selector: 'bur-password-step',
  imports: [MatButtonModule, RouterLink, Field, InputControl, ProblemBanner, PasswordField],
  template: `
    <bur-problem-banner
      [problem]="store.failure() ? store.problem() : null"
      [what]="store.failure()"
      [brief]="true"
    />
    <form novalidate class="mt-4 flex flex-col gap-4" (submit)="send($event)">
      <bur-field label="E-mail" [error]="errors().email">
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
      <bur-password-field [(value)]="password" [error]="errors().password" />
      <button matButton="filled" type="submit" class="w-full" [disabled]="store.busy()">
        {{ store.busy() ? 'Signing in…' : 'Sign in' }}
      </button>
    </form>
    @if (store.options().password_reset) {
      <p class="mt-3"><a class="bur-link" routerLink="/reset">Forgot your password?</a></p>
    }
    @if (store.options().oidc; as provider) {
      <div class="my-4 flex items-center gap-3" aria-hidden="true">
        <span class="h-px flex-1 bg-line"></span><span class="bur-muted text-table">or</span
        ><span class="h-px flex-1 bg-line"></span>
      </div>
      <button matButton="outlined" type="button" class="w-full" (click)="provided.emit()">
        Continue with {{ provider.name }}
      </button>
    }
  `,
})
export class PasswordStep {
  protected readonly store = inject(SignInStore);
  readonly done = output();
  /** The person goes to the provider. */
  readonly provided = output();

  protected readonly email = signal('');
  protected readonly password = signal('');
  readonly #tried = signal(false);
  protected readonly errors = computed(() => {
    const server = fieldErrors(this.store.problem());
    const tried = this.#tried();
    return {
      email: (tried && emailFault(this.email())) || (server.get('/email') ?? ''),
      password: (tried && !this.password() && 'Enter your password.') || (server.get('/password') ?? ''),
    };
  });
  readonly field = viewChild.required(PasswordField);

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    this.#tried.set(true);
    if (emailFault(this.email()) || !this.password()) return;
    if (await this.store.withPassword({ email: this.email().trim(), password: this.password() }))
      return this.done.emit();
    if (this.store.step() !== 'password') return;
    this.#tried.set(false);
    this.password.set('');
    this.field().focus();
  }
}
