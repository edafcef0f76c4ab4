import { Component, computed, inject, input, signal } from '@angular/core';
import { form, FormField, maxLength, minLength, required, submit } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { PASSWORD_LENGTH } from '@bureau/contracts';
import { type ApiProblem, fieldErrors, Session, toApiProblem } from '@bureau/portal-core';
import { Field, InputControl, ProblemBanner, Toasts } from '@bureau/portal-ui';
import { AccountApi } from '../data/account-api';
import { PASSWORD_RULES } from '../data/password-policy';

const NONE = { current_password: '', new_password: '' };
const { min: SHORTEST, max: LONGEST } = PASSWORD_LENGTH;
type PasswordField = keyof typeof NONE;

/** A new password, with the old one as proof. Pasting is allowed. */
@Component({
  selector: 'bur-password-form',
  imports: [FormField, MatButtonModule, Field, InputControl, ProblemBanner],
  template: `
    <form novalidate class="flex max-w-[440px] flex-col gap-4" (submit)="save($event)">
      <bur-problem-banner [problem]="problem()" what="Your password was not changed." />
      <input type="text" hidden autocomplete="username" [value]="session.user()?.email ?? ''" />
      @if (hasPassword()) {
        <bur-field label="Current password" [error]="errorOf('current_password')">
          <input
            burInput
            type="password"
            autocomplete="current-password"
            [formField]="form.current_password"
          />
        </bur-field>
      }
      @if (mayHaveNone()) {
        <label class="flex items-center gap-2">
          <input #none type="checkbox" [checked]="!hasPassword()" (change)="hasPassword.set(!none.checked)" />
          I have no password here yet
        </label>
      }
      <bur-field label="New password" [hint]="hint" [error]="errorOf('new_password')">
        <input burInput type="password" autocomplete="new-password" [formField]="form.new_password" />
      </bur-field>
      <div>
        <button matButton="outlined" type="submit" [disabled]="form().submitting()">
          {{ hasPassword() ? 'Change password' : 'Set a password' }}
        </button>
      </div>
    </form>
  `,
})
export class PasswordForm {
  readonly #account = inject(AccountApi);
  readonly #toasts = inject(Toasts);
  protected readonly session = inject(Session);

  /** People who came by the OpenID provider may have none; the server then asks for another proof. */
  readonly mayHaveNone = input(false);
  protected readonly hasPassword = signal(true);
  protected readonly hint = PASSWORD_RULES;
  readonly #model = signal(NONE);
  protected readonly form = form(this.#model, (path) => {
    required(path.current_password, {
      when: () => this.hasPassword(),
      message: 'Enter your current password.',
    });
    required(path.new_password, { message: 'Enter a new password.' });
    minLength(path.new_password, SHORTEST, { message: `At least ${SHORTEST} characters.` });
    maxLength(path.new_password, LONGEST, { message: `At most ${LONGEST} characters.` });
  });
  protected readonly problem = signal<ApiProblem | null>(null);
  readonly #serverErrors = computed(() => fieldErrors(this.problem()));

  protected errorOf(name: PasswordField): string {
    const field = this.form[name]();
    const own = field.touched() ? field.errors()[0]?.message : undefined;
    return own ?? this.#serverErrors().get(`/${name}`) ?? '';
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.problem.set(null);
    await submit(this.form, async () => {
      try {
        const { current_password, new_password } = this.#model();
        await this.#account.changePassword({
          new_password,
          ...(this.hasPassword() ? { current_password } : {}),
        });
        this.hasPassword.set(true);
        this.#model.set(NONE);
        this.form().reset();
        this.#toasts.done('Password changed. Other devices are signed out.');
      } catch (error) {
        this.problem.set(toApiProblem(error));
      }
    });
  }
}
