import { Component, computed, effect, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type User } from '@bureau/contracts';
import { apiResource, PageTitle, Session } from '@bureau/portal-core';
import { PageHeader, State } from '@bureau/portal-ui';
import { isErased } from '../data/users-api';
import { SessionList } from '../parts/session-list';
import { AccountActions } from './account-actions';
import { AccountState } from './account-state';
import { UserForm } from './user-form';

/** One person: name and role, the account, and where they are signed in. */
@Component({
  selector: 'bur-user-page',
  imports: [
    RouterLink,
    MatButtonModule,
    PageHeader,
    State,
    AccountState,
    UserForm,
    AccountActions,
    SessionList,
  ],
  templateUrl: './user-page.html',
})
export class UserPage {
  protected readonly session = inject(Session);
  readonly id = input.required<string>();

  protected readonly user = apiResource<User>(() => `/users/${this.id()}`);
  protected readonly own = computed(() => this.user.value()?.id === this.session.user()?.id);
  protected readonly mayChange = computed(() => {
    const user = this.user.value();
    return user !== undefined && this.session.can('user:update') && !isErased(user);
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const user = this.user.value();
      if (user) title.set(user.full_name || user.email);
    });
  }
}
