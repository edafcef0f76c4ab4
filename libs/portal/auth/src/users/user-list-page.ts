import { Component, computed, inject, input, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { type User } from '@bureau/contracts';
import { cursorList, Session, useShortcuts } from '@bureau/portal-core';
import {
  MoreRows,
  PageHeader,
  ProblemBanner,
  SortButton,
  SortHeader,
  State,
  TimeAgo,
} from '@bureau/portal-ui';
import { LucideUserPlus } from '@lucide/angular';
import { searchFilter } from '../data/users-api';
import { AccountState } from './account-state';
import { type UserFilter, UserFilterForm } from './user-filter';

/** Everybody with an account. */
@Component({
  selector: 'bur-user-list-page',
  imports: [
    RouterLink,
    MatButtonModule,
    LucideUserPlus,
    PageHeader,
    ProblemBanner,
    State,
    MoreRows,
    SortHeader,
    SortButton,
    TimeAgo,
    AccountState,
    UserFilterForm,
  ],
  templateUrl: './user-list-page.html',
  styleUrl: '../parts/rows.scss',
})
export class UserListPage {
  readonly #router = inject(Router);
  protected readonly session = inject(Session);
  readonly q = input<string>();
  readonly role = input<string>();
  readonly state = input<string>();
  readonly sort = input<string>();
  protected readonly form = viewChild.required(UserFilterForm);

  protected readonly filter = computed<UserFilter>(() => ({
    q: this.q(),
    role: this.role(),
    state: this.state(),
  }));
  protected readonly filtered = computed(() => Object.values(this.filter()).some(Boolean));
  protected readonly list = cursorList<User>(() => ({
    path: '/users',
    query: {
      ...searchFilter(this.q() ?? ''),
      role: this.role(),
      is_active: this.state() ? this.state() === 'on' : undefined,
      sort: this.sort() || 'full_name',
      count: 'exact',
    },
  }));

  constructor() {
    useShortcuts([{ keys: '/', label: 'Search people', group: 'This page', run: () => this.form().focus() }]);
  }

  protected apply(change: UserFilter & { sort?: string }): void {
    const queryParams = Object.fromEntries(
      Object.entries(change).map(([name, value]) => [name, value || null]),
    );
    void this.#router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: 'q' in change });
  }

  protected clear(): void {
    void this.#router.navigate([], { queryParams: {} });
  }
}
