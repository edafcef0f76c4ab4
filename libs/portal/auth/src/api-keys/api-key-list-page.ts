import { Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { type ApiKey } from '@bureau/contracts';
import { cursorList, Person, Session, toApiProblem } from '@bureau/portal-core';
import { Clock, Confirm, countOf, MoreRows, PageHeader, State, TimeAgo, Toasts } from '@bureau/portal-ui';
import { LucidePlus } from '@lucide/angular';
import { type ApiKeyState, ApiKeysApi, stateOf } from '../data/api-keys-api';

const STATES: Readonly<Record<ApiKeyState, { word: string; tone: string }>> = {
  active: { word: 'Active', tone: 'text-ok' },
  expired: { word: 'Expired', tone: 'text-muted' },
  revoked: { word: 'Revoked', tone: 'text-muted' },
};

/** The keys of services: who made them, what they may do, when they were used. */
@Component({
  selector: 'bur-api-key-list-page',
  imports: [RouterLink, MatButtonModule, LucidePlus, PageHeader, State, MoreRows, TimeAgo, Person],
  templateUrl: './api-key-list-page.html',
  styleUrl: '../parts/rows.scss',
})
export class ApiKeyListPage {
  readonly #api = inject(ApiKeysApi);
  readonly #router = inject(Router);
  readonly #confirm = inject(Confirm);
  readonly #toasts = inject(Toasts);
  readonly #clock = inject(Clock);
  protected readonly session = inject(Session);
  /** `all` shows revoked ones, too. */
  readonly show = input<string>();

  protected readonly all = computed(() => this.show() === 'all');
  protected readonly list = cursorList<ApiKey>(() => ({
    path: '/api-keys',
    query: { sort: '-created_at', 'revoked_at[is_null]': this.all() ? undefined : true, count: 'exact' },
  }));

  protected stateOf(key: ApiKey): ApiKeyState {
    return stateOf(key, this.#clock.now());
  }

  protected lookOf(key: ApiKey): { word: string; tone: string } {
    return STATES[this.stateOf(key)];
  }

  protected scopesOf({ scopes }: ApiKey): string {
    return countOf(scopes.length, 'permission', 'permissions');
  }

  protected showAll(all: boolean): void {
    void this.#router.navigate([], { queryParams: { show: all ? 'all' : null } });
  }

  protected async revoke(key: ApiKey): Promise<void> {
    const sure = await this.#confirm.ask({
      title: `Revoke “${key.name}”?`,
      text: 'Its requests are refused within five seconds, and tasks that it asked for lose their rights. It cannot be brought back.',
      action: 'Revoke the key',
      danger: true,
    });
    if (sure) await this.#write('The key was not revoked.', 'Key revoked.', () => this.#api.revoke(key.id));
  }

  protected async adopt(key: ApiKey): Promise<void> {
    const sure = await this.#confirm.ask({
      title: `Adopt “${key.name}”?`,
      text: 'It acts in your name from now on, with at most what you may do at that moment.',
      action: 'Adopt the key',
    });
    if (sure)
      await this.#write('The key was not adopted.', 'The key acts in your name.', () =>
        this.#api.adopt(key.id),
      );
  }

  async #write(failure: string, done: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      this.#toasts.done(done);
    } catch (error) {
      this.#toasts.failed(failure, toApiProblem(error));
    } finally {
      await this.list.reload();
    }
  }
}
