import { Component, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type TotpStatus } from '@bureau/contracts';
import { type ApiProblem, apiResource, toApiProblem } from '@bureau/portal-core';
import { Confirm, countOf, ProblemBanner, State, TimeAgo, Toasts } from '@bureau/portal-ui';
import { AccountApi } from '../../data/account-api';
import { AuthenticatorEnrolment } from './authenticator-enrolment';
import { RecoveryCodeList } from './recovery-codes';

/** The authenticator app of the account: added, taken off, new recovery codes. */
@Component({
  selector: 'bur-authenticator',
  imports: [MatButtonModule, ProblemBanner, State, TimeAgo, AuthenticatorEnrolment, RecoveryCodeList],
  templateUrl: './authenticator.html',
})
export class Authenticator {
  readonly #account = inject(AccountApi);
  readonly #confirm = inject(Confirm);
  readonly #toasts = inject(Toasts);

  protected readonly status = apiResource<TotpStatus>(() => '/auth/mfa/totp');
  protected readonly enrolling = signal(false);
  /** Codes that were just made; gone once the person has kept them. */
  protected readonly codes = signal<readonly string[]>([]);
  protected readonly failure = signal<{ what: string; problem: ApiProblem } | null>(null);
  protected readonly busy = signal(false);
  protected readonly countOf = countOf;

  protected enrolled(codes: readonly string[]): void {
    this.enrolling.set(false);
    this.codes.set(codes);
    this.status.reload();
    this.#toasts.done('Authenticator app added. Signing in asks for a code from now on.');
  }

  protected async renew(): Promise<void> {
    const sure = await this.#confirm.ask({
      title: 'Make new recovery codes?',
      text: 'Ten new ones are shown; the old ones count no more.',
      action: 'Make new codes',
    });
    if (!sure) return;
    await this.#try('No new codes were made; the old ones still count.', async () => {
      const { recovery_codes } = await this.#account.newRecoveryCodes();
      this.codes.set(recovery_codes);
    });
  }

  protected async disable(): Promise<void> {
    const sure = await this.#confirm.ask({
      title: 'Take the authenticator app off?',
      text: 'The password alone will open your account. The recovery codes count no more.',
      action: 'Take it off',
      danger: true,
    });
    if (!sure) return;
    await this.#try('The authenticator app was not taken off.', async () => {
      await this.#account.disableTotp();
      this.codes.set([]);
      this.#toasts.done('Authenticator app taken off.');
    });
  }

  async #try(what: string, work: () => Promise<void>): Promise<void> {
    this.failure.set(null);
    this.busy.set(true);
    try {
      await work();
      this.status.reload();
    } catch (error) {
      this.failure.set({ what, problem: toApiProblem(error) });
    } finally {
      this.busy.set(false);
    }
  }
}
