import { Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type Session as SignIn } from '@bureau/contracts';
import { Api, apiResource, toApiProblem } from '@bureau/portal-core';
import { Confirm, State, TimeAgo, Toasts } from '@bureau/portal-ui';
import { deviceOf } from './device';

/** Open sessions, one's own or those of another person; a lost device can be signed out from here. */
@Component({
  selector: 'bur-session-list',
  imports: [State, TimeAgo, MatButtonModule],
  templateUrl: './session-list.html',
})
export class SessionList {
  readonly #api = inject(Api);
  readonly #confirm = inject(Confirm);
  readonly #toasts = inject(Toasts);
  /** Whose; one's own where absent. */
  readonly user = input<{ id: number; full_name: string } | null>(null);
  readonly #path = computed(() => {
    const user = this.user();
    return user ? `/users/${user.id}/sessions` : '/auth/sessions';
  });

  protected readonly sessions = apiResource<SignIn[]>(() => this.#path());
  protected readonly others = computed(() => this.sessions.value()?.some(({ current }) => !current) ?? false);
  protected readonly endAllLabel = computed(() =>
    this.user() ? 'Sign out everywhere' : 'Sign out everywhere else',
  );
  protected readonly deviceOf = deviceOf;

  protected async end(session: SignIn): Promise<void> {
    await this.#write('The session was not ended.', `${this.#path()}/${session.id}`);
  }

  protected async endAll(): Promise<void> {
    const user = this.user();
    const sure = await this.#confirm.ask({
      title: `${this.endAllLabel()}?`,
      text: user
        ? `Every browser and service that uses the account of ${user.full_name} has to sign in again.`
        : 'Every other browser and service that uses your account has to sign in again. You stay signed in here.',
      action: this.endAllLabel(),
      danger: true,
    });
    if (sure) await this.#write('The sessions were not ended.', this.#path());
  }

  async #write(failure: string, path: string): Promise<void> {
    try {
      await this.#api.delete(path);
      this.#toasts.done('Signed out there.');
    } catch (error) {
      this.#toasts.failed(failure, toApiProblem(error));
    } finally {
      this.sessions.reload();
    }
  }
}
