import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type User } from '@bureau/contracts';
import { type ApiProblem, toApiProblem } from '@bureau/portal-core';
import { Confirm, type ConfirmQuestion, ProblemBanner, Toasts } from '@bureau/portal-ui';
import { UsersApi } from '../data/users-api';
import { eraseQuestion, switchOffQuestion, takeAppOffQuestion } from './account-questions';

/** What an admin does with an account beside changing it. */
@Component({
  selector: 'bur-account-actions',
  imports: [MatButtonModule, ProblemBanner],
  templateUrl: './account-actions.html',
})
export class AccountActions {
  readonly #users = inject(UsersApi);
  readonly #confirm = inject(Confirm);
  readonly #toasts = inject(Toasts);
  readonly user = input.required<User>();
  readonly own = input(false);
  readonly changed = output<User>();
  readonly outdated = output();

  protected readonly busy = signal(false);
  readonly #failed = signal<{ what: string; problem: ApiProblem } | null>(null);
  protected readonly problem = computed(() => this.#failed()?.problem);
  protected readonly what = computed(() => this.#failed()?.what ?? '');

  protected async switchOff(): Promise<void> {
    await this.#do('The account stays on.', switchOffQuestion(this.user()), async () => {
      this.changed.emit(await this.#users.update(this.user(), { is_active: false }));
      this.#toasts.done('Switched off. Every session has ended.');
    });
  }

  protected async switchOn(): Promise<void> {
    await this.#do('The account stays off.', null, async () => {
      this.changed.emit(await this.#users.update(this.user(), { is_active: true }));
      this.#toasts.done('Switched on. They can sign in again.');
    });
  }

  protected async invite(): Promise<void> {
    await this.#do('No invitation was sent.', null, async () => {
      await this.#users.inviteAgain(this.user().id);
      this.#toasts.done(`An invitation goes to ${this.user().email}.`);
    });
  }

  protected async takeAppOff(): Promise<void> {
    await this.#do('The authenticator app stays on.', takeAppOffQuestion(this.user()), async () => {
      await this.#users.takeAuthenticatorOff(this.user().id);
      this.#toasts.done('The authenticator app is off.');
    });
  }

  protected async erase(): Promise<void> {
    await this.#do('Nothing was erased.', eraseQuestion(this.user()), async () => {
      this.changed.emit(await this.#users.erase(this.user()));
      this.#toasts.done('Erased.');
    });
  }

  async #do(failure: string, question: ConfirmQuestion | null, work: () => Promise<void>): Promise<void> {
    if (question && !(await this.#confirm.ask(question))) return;
    this.busy.set(true);
    this.#failed.set(null);
    try {
      await work();
    } catch (error) {
      const problem = toApiProblem(error);
      this.#failed.set({ what: failure, problem });
      if (problem.status === 412) this.outdated.emit();
    } finally {
      this.busy.set(false);
    }
  }
}
