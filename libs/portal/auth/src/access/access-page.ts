import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router } from '@angular/router';
import { type Entity, type Explanation, type User } from '@bureau/contracts';
import { Api, apiResource, Session } from '@bureau/portal-core';
import { Field, InputControl, PageHeader, State } from '@bureau/portal-ui';
import { PERMISSION_GROUPS } from '../data/permission-groups';
import { AccessAnswer } from './access-answer';

/** How many people are offered; whoever else it is about is reached from their own page. */
const MOST_PEOPLE = 200;
const MOST_RECORDS = 8;

/** Why somebody may do something, or may not. The address holds the question. */
@Component({
  selector: 'bur-access-page',
  imports: [MatButtonModule, PageHeader, State, Field, InputControl, AccessAnswer],
  templateUrl: './access-page.html',
})
export class AccessPage {
  readonly #router = inject(Router);
  readonly #api = inject(Api);
  protected readonly session = inject(Session);
  /** Whom it is about, from the query; oneself where absent. */
  readonly user = input<string>();
  readonly action = input<string>();
  /** The record. */
  readonly id = input<string>();

  protected readonly groups = PERMISSION_GROUPS;
  protected readonly mayAskOfOthers = computed(
    () => this.session.can('user:read') && this.session.can('role:read'),
  );
  readonly #people = apiResource<User[]>(
    () => (this.mayAskOfOthers() ? '/users' : undefined),
    () => ({ limit: MOST_PEOPLE, sort: 'full_name' }),
  );
  /** Somebody who is not among those that were read is offered by number. */
  protected readonly people = computed(() => {
    const read = this.#people.value() ?? [];
    const asked = Number(this.user());
    const missing = asked > 0 && !read.some(({ id }) => id === asked);
    const named = read.map(({ id, full_name, email }) => ({ id, name: full_name || email }));
    return missing ? [...named, { id: asked, name: `person ${asked}` }] : named;
  });
  protected readonly about = computed(() => Number(this.user()) || this.session.user()?.id);
  protected readonly records = signal<readonly Entity[]>([]);
  protected readonly idError = signal('');
  protected readonly concernsRecords = computed(() => this.action()?.startsWith('entity:') ?? false);
  protected readonly answer = apiResource<Explanation>(
    () => (this.action() ? '/auth/explain' : undefined),
    () => ({ user: this.user(), action: this.action(), id: this.concernsRecords() ? this.id() : undefined }),
  );

  protected put(change: { user?: string; action?: string; id?: string }): void {
    const queryParams = Object.fromEntries(
      Object.entries(change).map(([name, value]) => [name, value || null]),
    );
    void this.#router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected putRecord(text: string): void {
    const wanted = text.trim();
    const fine = wanted === '' || /^[1-9]\d{0,14}$/.test(wanted);
    this.idError.set(fine ? '' : 'Choose a record from the list, or enter its number.');
    if (fine) this.put({ id: wanted });
  }

  /** Offers records by name while it is typed. */
  protected async search(text: string): Promise<void> {
    const wanted = text.trim();
    if (wanted === '' || /^\d+$/.test(wanted) || !this.session.can('entity:read'))
      return this.records.set([]);
    const found = await this.#api
      .get<Entity[]>('/entities', { q: wanted, limit: MOST_RECORDS })
      .catch((): Entity[] => []);
    this.records.set(found);
  }
}
