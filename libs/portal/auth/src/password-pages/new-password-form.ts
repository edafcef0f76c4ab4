import { Component, computed, inject, input, output, signal, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type ApiProblem, fieldErrors, toApiProblem } from '@bureau/portal-core';
import { ProblemBanner } from '@bureau/portal-ui';
import { PASSWORD_RULES, passwordFault } from '../data/password-policy';
import { SignInApi } from '../data/sign-in-api';
import { CodeField } from '../parts/code-field';
import { PasswordField } from '../parts/password-field';

/** Sets a password by a link, with a code as well where the account has an authenticator app. */
@Component({
  selector: 'bur-new-password-form',
  imports: [MatButtonModule, ProblemBanner, PasswordField, CodeField],
  template: `
    <bur-problem-banner [problem]="told()" what="The password was not set." />
    <form novalidate class="mt-4 flex flex-col gap-4" (submit)="save($event)">
      <bur-password-field
        label="New password"
        autocomplete="new-password"
        [hint]="rules"
        [error]="fault()"
        [(value)]="password"
        (left)="checked.set(password() !== '')"
      />
      @if (asksCode()) {
        <bur-code-field [(code)]="code" [error]="errors().get('/otp') ?? ''" />
      }
      <button matButton="filled" type="submit" class="w-full" [disabled]="busy()">
        {{ busy() ? 'Saving…' : action() }}
      </button>
    </form>
  `,
})
export class NewPasswordForm {
  readonly #api = inject(SignInApi);
  readonly token = input.required<string>();
  readonly action = input('Set the password');
  readonly done = output();
  /** The link counts no more. */
  readonly refused = output();

  protected readonly rules = PASSWORD_RULES;
  protected readonly password = signal('');
  protected readonly code = signal('');
  protected readonly checked = signal(false);
  protected readonly asksCode = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly errors = computed(() => fieldErrors(this.problem()));
  protected readonly told = computed(() => (this.problem()?.code === 'OTP_REQUIRED' ? null : this.problem()));
  protected readonly fault = computed(
    () => (this.checked() && passwordFault(this.password())) || (this.errors().get('/password') ?? ''),
  );
  readonly field = viewChild.required(PasswordField);
  readonly codeField = viewChild(CodeField);

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.checked.set(true);
    this.problem.set(null);
    if (passwordFault(this.password())) return this.field().focus();
    this.busy.set(true);
    const otp = this.asksCode() ? { otp: this.code().trim() } : {};
    try {
      await this.#api.reset({ token: this.token(), password: this.password(), ...otp });
      this.done.emit();
    } catch (error) {
      this.#failed(toApiProblem(error));
    } finally {
      this.busy.set(false);
    }
  }

  #failed(problem: ApiProblem): void {
    this.problem.set(problem);
    if (problem.code === 'LINK_REFUSED') this.refused.emit();
    if (problem.code !== 'OTP_REQUIRED') return;
    this.asksCode.set(true);
    setTimeout(() => this.codeField()?.focus());
  }
}
