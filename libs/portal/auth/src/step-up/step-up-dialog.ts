import { afterNextRender, Component, computed, inject, signal, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { type StepUpMethod, type StepUpRequest } from '@bureau/contracts';
import { type ApiProblem, fieldErrors, ProviderSignIn, toApiProblem } from '@bureau/portal-core';
import { ProblemBanner } from '@bureau/portal-ui';
import { AccountApi } from '../data/account-api';
import { CodeField } from '../parts/code-field';
import { PasswordField } from '../parts/password-field';

/** Asks for the password or a code before something delicate; closes with true once the server has accepted it. */
@Component({
  selector: 'bur-step-up-dialog',
  imports: [MatDialogModule, MatButtonModule, ProblemBanner, PasswordField, CodeField],
  templateUrl: './step-up-dialog.html',
})
export class StepUpDialog {
  readonly #account = inject(AccountApi);
  readonly #provider = inject(ProviderSignIn);
  readonly #router = inject(Router);
  readonly #dialog = inject<MatDialogRef<StepUpDialog, boolean>>(MatDialogRef);
  protected readonly methods = inject<readonly StepUpMethod[]>(MAT_DIALOG_DATA);

  protected readonly way = signal<StepUpMethod | null>(this.methods[0] ?? null);
  protected readonly other = computed(() =>
    this.methods.find((method) => method !== this.way() && method !== 'sign_in'),
  );
  protected readonly password = signal('');
  protected readonly code = signal('');
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly missing = signal('');
  readonly #errors = computed(() => fieldErrors(this.problem()));
  /** A failure that no field shows. */
  protected readonly failure = computed(() => (this.#errors().size ? null : this.problem()));
  protected readonly error = computed(
    () => this.missing() || (this.#errors().get('/password') ?? this.#errors().get('/otp') ?? ''),
  );
  readonly passwordField = viewChild(PasswordField);
  readonly codeField = viewChild(CodeField);

  constructor() {
    afterNextRender(() => this.#focus());
  }

  protected change(way: StepUpMethod): void {
    this.way.set(way);
    this.problem.set(null);
    this.missing.set('');
    setTimeout(() => this.#focus());
  }

  protected async confirm(event: Event): Promise<void> {
    event.preventDefault();
    const proof = this.#proof();
    this.missing.set(proof ? '' : this.way() === 'totp' ? 'Enter the whole code.' : 'Enter your password.');
    if (!proof) return this.#focus();
    this.busy.set(true);
    this.problem.set(null);
    try {
      await this.#account.stepUp(proof);
      this.#dialog.close(true);
    } catch (error) {
      this.problem.set(toApiProblem(error));
      this.password.set('');
      this.code.set('');
      this.#focus();
    } finally {
      this.busy.set(false);
    }
  }

  protected signInAnew(): void {
    this.#provider.start(this.#router.url, true);
  }

  #proof(): StepUpRequest | null {
    if (this.way() === 'totp') return this.codeField()?.complete() ? { otp: this.code().trim() } : null;
    return this.password() ? { password: this.password() } : null;
  }

  #focus(): void {
    (this.passwordField() ?? this.codeField())?.focus();
  }
}
