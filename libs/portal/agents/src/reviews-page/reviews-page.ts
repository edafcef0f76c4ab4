import { Component, computed, DestroyRef, inject, input } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { MatButtonModule } from '@angular/material/button';
import { type ChangeSet, type Escalation } from '@bureau/contracts';
import { cursorList, Live, Session } from '@bureau/portal-core';
import { MoreRows, NewRows, PageHeader, State } from '@bureau/portal-ui';
import { merge } from 'rxjs';
import { signal } from '@angular/core';
import { mayDecide } from '../data/may-decide';
import { sortWaiting } from '../data/waiting-reviews';
import { ReviewRow } from './review-row';

const MOST = 200;

type View = 'mine' | 'others' | 'done';

/** Everything that waits for a decision: proposals and questions, the riskiest and most urgent first. */
@Component({
  selector: 'bur-reviews-page',
  imports: [RouterLink, MatButtonModule, MoreRows, NewRows, PageHeader, ReviewRow, State],
  templateUrl: './reviews-page.html',
  styleUrl: './reviews-page.scss',
})
export class ReviewsPage {
  readonly #session = inject(Session);
  readonly view = input<View | undefined>();

  protected readonly shown = computed<View>(() => this.view() ?? 'mine');
  protected readonly sets = cursorList<ChangeSet>(() => ({
    path: '/change-sets',
    query: { 'status[in]': 'proposed,stale', limit: MOST },
  }));
  protected readonly escalations = cursorList<Escalation>(() =>
    this.#session.can('escalation:read')
      ? { path: '/escalations', query: { status: 'open', limit: MOST } }
      : undefined,
  );
  protected readonly done = cursorList<ChangeSet>(() =>
    this.shown() === 'done'
      ? { path: '/change-sets', query: { 'status[in]': 'committed,rejected,expired,reverted' } }
      : undefined,
  );
  protected readonly waiting = computed(() => {
    const user = this.#session.user()?.id ?? 0;
    return sortWaiting(
      this.sets.items(),
      this.escalations.items(),
      (set) => mayDecide(set, user, (permission) => this.#session.can(permission)),
      () => this.#session.can('escalation:decide'),
    );
  });
  protected readonly rows = computed(() =>
    this.shown() === 'others' ? this.waiting().others : this.waiting().mine,
  );
  protected readonly doneRows = computed(() =>
    this.done
      .items()
      .map((set) => ({ kind: 'change_set' as const, key: `set ${set.id}`, due_at: set.expires_at, set })),
  );
  protected readonly loading = computed(
    () => this.sets.loading() || (this.#session.can('escalation:read') && this.escalations.loading()),
  );
  protected readonly problem = computed(() => this.sets.problem() ?? this.escalations.problem());
  /** Changes that others made to what is listed; they wait until asked for. */
  protected readonly changed = signal<ReadonlySet<string>>(new Set());
  protected readonly tabs = computed(() => [
    { view: null, label: 'For me', count: this.waiting().mine.length, chosen: this.shown() === 'mine' },
    {
      view: 'others',
      label: 'Waiting on others',
      count: this.waiting().others.length,
      chosen: this.shown() === 'others',
    },
    { view: 'done', label: 'Done', count: null, chosen: this.shown() === 'done' },
  ]);

  constructor() {
    const live = inject(Live);
    merge(live.on('change_set.changed'), live.on('escalation.changed'))
      .pipe(takeUntilDestroyed(inject(DestroyRef)))
      .subscribe(({ id, status }) => this.changed.update((now) => new Set(now).add(`${status} ${id}`)));
  }

  protected async reload(): Promise<void> {
    this.changed.set(new Set());
    await Promise.all([this.sets.reload(), this.escalations.reload(), this.done.reload()]);
  }
}
