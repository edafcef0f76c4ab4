import { Component, computed, DestroyRef, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { MatButtonModule } from '@angular/material/button';
import { type ChangeSet, type Escalation, type Permission } from '@bureau/contracts';
import { cursorList, Live, Session } from '@bureau/portal-core';
import { MoreRows, NewRows, PageHeader, State } from '@bureau/portal-ui';
import { merge } from 'rxjs';
import { mayDecide } from '../data/may-decide';
import { sortWaiting, type WaitingReview } from '../data/waiting-reviews';
import { ReviewRow } from './review-row';

const MOST = 200;

const EMPTY_WORDS = {
  mine: {
    heading: 'Nothing waits for you',
    text: 'When an agent proposes a change or asks something in your name, it appears here.',
  },
  role: { heading: 'Nothing waits for your role', text: '' },
  others: { heading: 'Nothing waits for others', text: '' },
  done: { heading: 'Nothing decided yet', text: '' },
} as const;

type View = 'mine' | 'role' | 'others' | 'done';

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
    const id = this.#session.user()?.id ?? 0;
    const can = (permission: Permission) => this.#session.can(permission);
    return sortWaiting(this.sets.items(), this.escalations.items(), {
      id,
      mayApprove: (set) => {
        const may = mayDecide(set, id, can);
        return may.approve || (set.status === 'stale' && may.reject);
      },
      mayAnswer: () => can('escalation:decide'),
    });
  });
  protected readonly rows = computed<readonly WaitingReview[]>(() => {
    const shown = this.shown();
    return shown === 'done' ? [] : this.waiting()[shown];
  });
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
  protected readonly tabs = computed(() => {
    const { mine, role, others } = this.waiting();
    const byRole = this.#session.can('change_set:decide_all') || role.length > 0;
    return [
      { view: null, label: 'For me', count: mine.length, chosen: this.shown() === 'mine' },
      ...(byRole
        ? [{ view: 'role', label: 'My role', count: role.length, chosen: this.shown() === 'role' }]
        : []),
      { view: 'others', label: 'Waiting on others', count: others.length, chosen: this.shown() === 'others' },
      { view: 'done', label: 'Done', count: null, chosen: this.shown() === 'done' },
    ];
  });
  protected readonly emptyWords = computed(() => EMPTY_WORDS[this.shown()]);

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
