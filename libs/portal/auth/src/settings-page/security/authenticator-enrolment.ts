import { Component, computed, inject, output, signal, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type TotpEnrolment } from '@bureau/contracts';
import { type ApiProblem, fieldErrors, toApiProblem } from '@bureau/portal-core';
import { ProblemBanner, Skeleton } from '@bureau/portal-ui';
import { AccountApi } from '../../data/account-api';
import { CodeField } from '../../parts/code-field';

/** Shows the secret as a picture and as text, and asks for the first code as proof that the app has learnt it. */
@Component({
  selector: 'bur-authenticator-enrolment',
  imports: [MatButtonModule, ProblemBanner, Skeleton, CodeField],
  template: `
    <bur-problem-banner
      class="empty:hidden"
      what="The authenticator app was not added."
      [problem]="failure()"
      [canRetry]="!enrolment()"
      (retry)="begin()"
    />
    @if (enrolment(); as made) {
      <form novalidate class="flex flex-col gap-4" (submit)="confirm($event)">
        <p>Scan this with an authenticator app, or type the secret into it.</p>
        <div class="flex flex-wrap items-start gap-6">
          <img class="qr" width="184" height="184" alt="QR code of the secret beside it" [src]="picture()" />
          <div class="flex min-w-0 flex-1 basis-64 flex-col gap-4">
            <div>
              <p class="text-table font-strong" id="totp-secret">Secret</p>
              <code class="break-all" aria-labelledby="totp-secret">{{ grouped() }}</code>
            </div>
            <bur-code-field [(code)]="code" [offersRecovery]="false" [error]="error()" />
          </div>
        </div>
        <div class="flex flex-wrap gap-2">
          <button matButton="filled" type="submit" [disabled]="busy()">Confirm the code</button>
          <button matButton type="button" (click)="cancelled.emit()">Cancel</button>
        </div>
      </form>
    } @else if (!failure()) {
      <bur-skeleton shape="card" [rows]="2" />
    } @else {
      <button matButton type="button" (click)="cancelled.emit()">Cancel</button>
    }
  `,
  styles: `
    .qr {
      padding: 8px;
      border-radius: 8px;
      background: #fff;
    }
  `,
})
export class AuthenticatorEnrolment {
  readonly #account = inject(AccountApi);
  readonly confirmed = output<readonly string[]>();
  readonly cancelled = output();

  protected readonly enrolment = signal<TotpEnrolment | null>(null);
  protected readonly code = signal('');
  protected readonly busy = signal(false);
  protected readonly missing = signal('');
  protected readonly problem = signal<ApiProblem | null>(null);
  readonly #errors = computed(() => fieldErrors(this.problem()));
  protected readonly error = computed(() => this.missing() || (this.#errors().get('/otp') ?? ''));
  protected readonly failure = computed(() => (this.#errors().size ? null : this.problem()));
  protected readonly picture = computed(
    () => `data:image/svg+xml,${encodeURIComponent(this.enrolment()?.qr_svg ?? '')}`,
  );
  protected readonly grouped = computed(
    () =>
      this.enrolment()
        ?.secret.match(/.{1,4}/g)
        ?.join(' ') ?? '',
  );
  readonly field = viewChild(CodeField);

  constructor() {
    void this.begin();
  }

  protected async begin(): Promise<void> {
    this.problem.set(null);
    try {
      this.enrolment.set(await this.#account.enrolTotp());
      setTimeout(() => this.field()?.focus());
    } catch (error) {
      this.problem.set(toApiProblem(error));
    }
  }

  protected async confirm(event: Event): Promise<void> {
    event.preventDefault();
    this.missing.set(this.field()?.complete() ? '' : 'Enter the six digits that the app shows.');
    if (this.missing()) return this.field()?.focus();
    this.busy.set(true);
    this.problem.set(null);
    try {
      const { recovery_codes } = await this.#account.confirmTotp(this.code());
      this.confirmed.emit(recovery_codes);
    } catch (error) {
      this.problem.set(toApiProblem(error));
      this.code.set('');
      this.field()?.focus();
    } finally {
      this.busy.set(false);
    }
  }
}
