import { Component, computed, inject, resource } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { ADMIN_ROLE, PERMISSIONS, type RoleRecord } from '@bureau/contracts';
import { cursorList, Session } from '@bureau/portal-core';
import { countOf, MoreRows, PageHeader, State } from '@bureau/portal-ui';
import { LucidePlus } from '@lucide/angular';
import { UsersApi } from '../data/users-api';

/** The roles: what each may do, and how many people have it. */
@Component({
  selector: 'bur-role-list-page',
  imports: [RouterLink, MatButtonModule, LucidePlus, PageHeader, State, MoreRows],
  templateUrl: './role-list-page.html',
  styleUrl: '../parts/rows.scss',
})
export class RoleListPage {
  readonly #users = inject(UsersApi);
  protected readonly session = inject(Session);
  protected readonly list = cursorList<RoleRecord>(() => ({ path: '/roles' }));
  readonly #counts = resource({
    params: () => (this.session.can('user:read') ? this.list.items().map(({ name }) => name) : []),
    loader: async ({ params }) =>
      new Map(
        await Promise.all(params.map(async (name) => [name, await this.#users.countWith(name)] as const)),
      ),
  });
  readonly #people = computed(() => (this.#counts.hasValue() ? this.#counts.value() : null));

  protected peopleOf({ name }: RoleRecord): string {
    const people = this.#people()?.get(name);
    return people === undefined ? '' : countOf(people, 'person', 'people');
  }

  protected permissionsOf({ name, permissions }: RoleRecord): string {
    if (name === ADMIN_ROLE) return 'everything';
    return `${permissions.length} of ${Object.keys(PERMISSIONS).length}`;
  }

  protected rulesOf({ rules }: RoleRecord): string {
    return rules.length ? countOf(rules.length, 'rule', 'rules') : 'none';
  }
}
