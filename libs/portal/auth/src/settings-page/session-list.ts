import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type Session as SignIn } from '@bureau/contracts';
import { apiResource, toApiProblem } from '@bureau/portal-core';
import { Confirm, State, TimeAgo, Toasts } from '@bureau/portal-ui';
import { AccountApi } from '../data/account-api';
import { browserName } from './browser-name';

/** The account's open sessions; a lost device can be signed out from here. */
@Component({
  selector: 'bur-session-list',
  imports: [State, TimeAgo, MatButtonModule],
  templateUrl: './session-list.html',
})
export class SessionList {
  readonly #account = inject(AccountApi);
  readonly #confirm = inject(Confirm);
  readonly #toasts = inject(Toasts);

  protected readonly sessions = apiResource<SignIn[]>(() => '/auth/sessions');
  protected readonly others = computed(() => this.sessions.value()?.some(({ current }) => !current) ?? false);
  protected readonly browser = browserName;

  protected async end(session: SignIn): Promise<void> {
    await this.#write('The session was not ended.', () => this.#account.endSession(session.id));
  }

  protected async endOthers(): Promise<void> {
    const sure = await this.#confirm.ask({
      title: 'Sign out everywhere else?',
      text: 'Every other browser and service that uses your account has to sign in again. You stay signed in here.',
      action: 'Sign out everywhere else',
      danger: true,
    });
    if (sure) await this.#write('The other sessions were not ended.', () => this.#account.endOtherSessions());
  }

  async #write(failure: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#toasts.done('Signed out there.');
    } catch (error) {
      this.#toasts.failed(failure, toApiProblem(error));
    } finally {
      this.sessions.reload();
    }
  }
}
