import { Component, computed, effect, inject, input, resource, untracked } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { ADMIN_ROLE, type RoleRecord } from '@bureau/contracts';
import { apiResource, type KeepsWork, PageTitle, Session, toApiProblem } from '@bureau/portal-core';
import { Confirm, countOf, PageHeader, State, Toasts } from '@bureau/portal-ui';
import { RolesApi } from '../../data/roles-api';
import { UsersApi } from '../../data/users-api';
import { Notice } from '../../parts/notice';
import { draftOf } from '../rules/role-draft';
import { RoleForm } from './role-form';
import { RoleWriting } from './role-writing';

/** One role, to be looked at and, by whoever may, to be changed. */
@Component({
  selector: 'bur-role-page',
  imports: [MatButtonModule, RouterLink, PageHeader, State, Notice, RoleForm],
  providers: [RoleWriting],
  templateUrl: './role-page.html',
})
export class RolePage implements KeepsWork {
  readonly #api = inject(RolesApi);
  readonly #users = inject(UsersApi);
  readonly #router = inject(Router);
  readonly #toasts = inject(Toasts);
  readonly #confirm = inject(Confirm);
  protected readonly session = inject(Session);
  protected readonly writing = inject(RoleWriting);
  readonly id = input.required<string>();

  protected readonly role = apiResource<RoleRecord>(() => `/roles/${this.id()}`);
  readonly #people = resource({
    params: () => (this.session.can('user:read') ? this.role.value()?.name : undefined),
    loader: ({ params }) => this.#users.countWith(params),
  });
  protected readonly people = computed(() => (this.#people.hasValue() ? this.#people.value() : null));
  protected readonly peopleText = computed(() => {
    const people = this.people();
    return people === null ? '' : countOf(people, 'person', 'people');
  });
  /** Why it cannot be changed by this person; empty: it can. */
  protected readonly lockReason = computed(() => {
    const role = this.role.value();
    if (!role) return '';
    if (role.name === ADMIN_ROLE) return 'This role may always do everything: it cannot be changed.';
    if (!this.session.can('role:update'))
      return 'Changing roles needs the permission “Make and change roles”.';
    if (role.name === this.session.user()?.role)
      return 'This is your own role: nobody changes what they may do themselves.';
    return '';
  });
  protected readonly nameLocked = computed(
    () => this.role.value()?.built_in === true || (this.people() ?? 0) > 0,
  );

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const role = this.role.value();
      if (!role) return;
      title.set(`Role ${role.name}`);
      untracked(() => this.writing.begin(this.#router.url, draftOf(role)));
    });
  }

  hasUnsavedWork(): boolean {
    return this.writing.hasUnsavedWork();
  }

  mayLeave(): Promise<boolean> {
    return this.writing.mayLeave();
  }

  protected async save(): Promise<void> {
    const role = this.role.value();
    if (!role) return;
    const saved = await this.writing.save(async (changes) =>
      (await this.#agreed(role)) ? this.#api.update(role, changes) : null,
    );
    if (!saved) return;
    this.role.set(saved);
    this.#toasts.done('Role saved. It holds within five seconds.');
  }

  protected async remove(role: RoleRecord): Promise<void> {
    const sure = await this.#confirm.ask({
      title: `Delete the role ${role.name}?`,
      text: 'A role that people have stays until they have another one.',
      action: 'Delete the role',
      danger: true,
    });
    if (!sure) return;
    try {
      await this.#api.remove(role);
      this.writing.begin(this.#router.url, draftOf(role));
      await this.#router.navigate(['/roles']);
      this.#toasts.done(`The role ${role.name} was deleted.`);
    } catch (error) {
      this.#toasts.failed('The role was not deleted.', toApiProblem(error));
    }
  }

  /** Says how many people it is about, where there are any. */
  async #agreed({ name }: RoleRecord): Promise<boolean> {
    const people = this.session.can('user:read') ? await this.#users.countWith(name) : null;
    if (people === 0) return true;
    const who =
      people === null ? 'Whoever has this role is' : people === 1 ? 'One person is' : `${people} people are`;
    return this.#confirm.ask({
      title: `Save the role ${name}?`,
      text: `${who} affected within five seconds: requests, open pages, API keys and running agents.`,
      action: people === null ? 'Save the role' : `Save for ${countOf(people, 'person', 'people')}`,
    });
  }
}
