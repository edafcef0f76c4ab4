import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import {
  type ApiProblem,
  fieldErrors,
  type KeepsWork,
  newRequestId,
  Session,
  toApiProblem,
  warnBeforeUnload,
} from '@bureau/portal-core';
import { Confirm, Field, InputControl, PageHeader, ProblemBanner, Toasts } from '@bureau/portal-ui';
import { PASSWORD_RULES, passwordFault } from '../data/password-policy';
import { roleNames } from '../data/role-names';
import { UsersApi } from '../data/users-api';
import { PasswordField } from '../parts/password-field';
import { emailFault } from '../sign-in-page/email-fault';

const EMPTY = { email: '', full_name: '', role: 'user', password: '' };

/** Adds somebody: by an invitation that lets them choose a password, or with a first password. */
@Component({
  selector: 'bur-invite-user-page',
  imports: [RouterLink, MatButtonModule, PageHeader, ProblemBanner, Field, InputControl, PasswordField],
  templateUrl: './invite-user-page.html',
})
export class InviteUserPage implements KeepsWork {
  readonly #users = inject(UsersApi);
  readonly #router = inject(Router);
  readonly #toasts = inject(Toasts);
  readonly #confirm = inject(Confirm);
  readonly #session = inject(Session);
  #key = newRequestId();
  #done = false;

  protected readonly roles = roleNames();
  protected readonly rules = PASSWORD_RULES;
  protected readonly draft = signal(EMPTY);
  protected readonly byMail = signal(true);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);
  readonly #tried = signal(false);
  readonly #faults = computed(() => {
    const { email, full_name, password } = this.draft();
    return {
      email: emailFault(email),
      full_name: full_name.trim() ? '' : 'Enter the name.',
      password: this.byMail() ? '' : passwordFault(password),
    };
  });
  protected readonly errors = computed(() => {
    const server = fieldErrors(this.problem());
    const own = this.#tried() ? this.#faults() : { email: '', full_name: '', password: '' };
    const taken = this.problem()?.code === 'EMAIL_TAKEN' ? 'Somebody has an account under it.' : '';
    return {
      email: own.email || (server.get('/email') ?? taken),
      full_name: own.full_name || (server.get('/full_name') ?? ''),
      role: server.get('/role') ?? '',
      password: own.password || (server.get('/password') ?? ''),
    };
  });

  constructor() {
    warnBeforeUnload(() => this.hasUnsavedWork());
  }

  hasUnsavedWork(): boolean {
    const { email, full_name } = this.draft();
    return !this.#done && this.#session.state() === 'signed-in' && (email !== '' || full_name !== '');
  }

  mayLeave(): Promise<boolean> {
    return this.#confirm.ask({
      title: 'Leave without inviting?',
      text: 'Nobody has been added yet.',
      action: 'Leave',
      cancel: 'Stay',
      danger: true,
    });
  }

  protected change(change: Partial<typeof EMPTY>): void {
    this.draft.update((now) => ({ ...now, ...change }));
    this.#key = newRequestId();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.#tried.set(true);
    this.problem.set(null);
    if (Object.values(this.#faults()).some(Boolean)) return;
    this.busy.set(true);
    const { email, full_name, role, password } = this.draft();
    const person = { email: email.trim(), full_name: full_name.trim(), role };
    try {
      const user = await this.#users.create(this.byMail() ? person : { ...person, password }, this.#key);
      this.#done = true;
      await this.#router.navigate(['/users', user.id], { replaceUrl: true });
      this.#toasts.done(
        this.byMail() ? `An invitation goes to ${user.email}.` : `${user.full_name} was added.`,
      );
    } catch (error) {
      this.problem.set(toApiProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
