import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type UpdateUser, type User } from '@bureau/contracts';
import { type ApiProblem, fieldErrors, toApiProblem } from '@bureau/portal-core';
import { Field, InputControl, ProblemBanner, Toasts } from '@bureau/portal-ui';
import { roleNames } from '../data/role-names';
import { UsersApi } from '../data/users-api';

/** Name and role of a person. What is refused is said beside the control that it is about. */
@Component({
  selector: 'bur-user-form',
  imports: [MatButtonModule, Field, InputControl, ProblemBanner],
  template: `
    <form novalidate class="flex max-w-[440px] flex-col gap-4" (submit)="save($event)">
      <bur-problem-banner class="empty:hidden" what="Nothing was changed." [problem]="failure()" />
      <bur-field label="Name" [error]="nameError()">
        <input
          burInput
          #name
          maxlength="255"
          autocomplete="off"
          [disabled]="locked()"
          [value]="draft().full_name"
          (input)="change({ full_name: name.value })"
        />
      </bur-field>
      <bur-field label="Role" [hint]="roleHint()" [error]="roleError()">
        <select burInput #role [disabled]="locked()" (change)="change({ role: role.value })">
          @for (each of offered(); track each) {
            <option [value]="each" [selected]="each === draft().role">{{ each }}</option>
          }
        </select>
      </bur-field>
      @if (!locked()) {
        <div>
          <button matButton="filled" type="submit" [disabled]="!changed() || busy()">Save changes</button>
        </div>
      }
    </form>
  `,
})
export class UserForm {
  readonly #users = inject(UsersApi);
  readonly #toasts = inject(Toasts);
  readonly user = input.required<User>();
  readonly own = input(false);
  readonly locked = input(false);
  readonly saved = output<User>();
  /** Somebody else has changed the person: what is shown is old. */
  readonly outdated = output();

  readonly #roles = roleNames();
  protected readonly draft = linkedSignal(() => {
    const { full_name, role } = this.user();
    return { full_name, role };
  });
  protected readonly offered = computed(() => [...new Set([...this.#roles(), this.user().role])]);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly changes = computed<UpdateUser>(() => {
    const { full_name, role } = this.draft();
    return {
      ...(full_name.trim() === this.user().full_name ? {} : { full_name: full_name.trim() }),
      ...(role === this.user().role ? {} : { role }),
    };
  });
  protected readonly changed = computed(() => Object.keys(this.changes()).length > 0);
  readonly #errors = computed(() => fieldErrors(this.problem()));
  protected readonly nameError = computed(() =>
    this.draft().full_name.trim() ? (this.#errors().get('/full_name') ?? '') : 'Enter the name.',
  );
  protected readonly roleError = computed(() => {
    const problem = this.problem();
    if (!problem || !aboutRole(problem)) return '';
    return this.#errors().get('/role') ?? problem.detail;
  });
  protected readonly failure = computed(() => (this.roleError() ? null : this.problem()));
  protected readonly roleHint = computed(() =>
    this.own()
      ? 'Your own role: nobody gives themselves more than they have, and the last admin stays.'
      : 'Takes effect within five seconds, also on open pages and running agents.',
  );

  protected change(change: Partial<{ full_name: string; role: string }>): void {
    this.draft.update((now) => ({ ...now, ...change }));
    this.problem.set(null);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.changed() || !this.draft().full_name.trim()) return;
    this.busy.set(true);
    this.problem.set(null);
    try {
      this.saved.emit(await this.#users.update(this.user(), this.changes()));
      this.#toasts.done('Saved.');
    } catch (error) {
      const problem = toApiProblem(error);
      this.problem.set(problem);
      if (problem.status === 412) this.outdated.emit();
    } finally {
      this.busy.set(false);
    }
  }
}

/** Refusals that are about the role: the last admin, more than one's own rights, a role that is gone. */
function aboutRole({ status, code, errors }: ApiProblem): boolean {
  const pointed = errors?.some(({ pointer }) => pointer === '/role') ?? false;
  return pointed || code === 'LAST_ADMIN' || (status === 403 && code === 'PERMISSION_DENIED');
}
