import { Component, computed, inject, input, signal } from '@angular/core';
import { email, form, FormField, required, submit } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { Router } from '@angular/router';
import { type ApiProblem, fieldErrors, Session, toApiProblem } from '@bureau/portal-core';
import { Field, InputControl, ProblemBanner } from '@bureau/portal-ui';
import { LucideEye, LucideEyeOff } from '@lucide/angular';
import { safeReturn } from './safe-return';
import { signInFailure } from './sign-in-failure';

/** One card: e-mail, password, and what went wrong. */
@Component({
  selector: 'bur-sign-in-page',
  imports: [FormField, MatButtonModule, Field, InputControl, ProblemBanner, LucideEye, LucideEyeOff],
  templateUrl: './sign-in-page.html',
  styleUrl: './sign-in-page.scss',
})
export class SignInPage {
  readonly #session = inject(Session);
  readonly #router = inject(Router);
  /** Where to go afterwards, from the query. */
  readonly return = input<string>();

  protected readonly ended = this.#session.ended;
  protected readonly showsPassword = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly failure = computed(() => signInFailure(this.problem()));
  protected readonly serverErrors = computed(() => fieldErrors(this.problem()));
  readonly #credentials = signal({ email: '', password: '' });
  protected readonly form = form(this.#credentials, (path) => {
    required(path.email, { message: 'Enter your e-mail address.' });
    email(path.email, { message: 'This is not an e-mail address.' });
    required(path.password, { message: 'Enter your password.' });
  });

  protected errorOf(name: 'email' | 'password'): string {
    const field = this.form[name]();
    const own = field.touched() ? field.errors()[0]?.message : undefined;
    return own ?? this.serverErrors().get(`/${name}`) ?? '';
  }

  protected async signIn(event: Event): Promise<void> {
    event.preventDefault();
    this.problem.set(null);
    await submit(this.form, async () => {
      await this.#session.signIn(this.#credentials()).then(
        () => this.#router.navigateByUrl(safeReturn(this.return())),
        (error: unknown) => this.#failed(error),
      );
    });
  }

  #failed(error: unknown): void {
    this.problem.set(toApiProblem(error));
    this.#credentials.update((now) => ({ ...now, password: '' }));
    this.form.password().reset();
    this.form.password().focusBoundControl();
  }
}
