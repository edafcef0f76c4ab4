import { Component, computed, DestroyRef, inject, input, linkedSignal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { MatButtonModule } from '@angular/material/button';
import { AGENT_TASK_STATUSES, type AgentTask } from '@bureau/contracts';
import { cursorList, Live, Person, Session, useShortcuts } from '@bureau/portal-core';
import {
  AgentBadge,
  MoreRows,
  NewRows,
  PageHeader,
  ProblemBanner,
  State,
  statusLook,
  StatusChip,
  TimeAgo,
} from '@bureau/portal-ui';
import { LucidePlus } from '@lucide/angular';
import { AgentsApi } from '../data/agents-api';
import { taskHeading } from '../data/task-words';
import { Elapsed } from '../parts/elapsed';

/** Tasks that were asked for, the newest first. */
@Component({
  selector: 'bur-task-list-page',
  imports: [
    RouterLink,
    MatButtonModule,
    LucidePlus,
    AgentBadge,
    Elapsed,
    MoreRows,
    NewRows,
    PageHeader,
    Person,
    ProblemBanner,
    State,
    StatusChip,
    TimeAgo,
  ],
  templateUrl: './task-list-page.html',
})
export class TaskListPage {
  readonly #router = inject(Router);
  readonly #session = inject(Session);
  readonly #api = inject(AgentsApi);
  readonly status = input<string>();
  /** `everybody` for those who may see all tasks; one's own otherwise. */
  readonly of = input<string>();

  protected readonly mayAsk = computed(() => this.#session.can('agent_task:create'));
  protected readonly maySeeAll = computed(() => this.#session.can('agent_task:read_all'));
  protected readonly everybody = computed(() => this.maySeeAll() && this.of() === 'everybody');
  protected readonly statuses = AGENT_TASK_STATUSES.map((value) => ({ value, word: statusLook(value).word }));
  protected readonly list = cursorList<AgentTask>(() => ({
    path: '/agent-tasks',
    query: {
      status: this.status(),
      requested_by: this.maySeeAll() && !this.everybody() ? this.#session.user()?.id : undefined,
      count: 'capped',
    },
  }));
  /** Tasks that came since the list was read. */
  protected readonly fresh = linkedSignal<unknown, ReadonlySet<number>>({
    source: () => [this.status(), this.everybody()],
    computation: () => new Set<number>(),
  });
  protected readonly headingOf = taskHeading;

  constructor() {
    inject(Live)
      .on('agent_task.changed')
      .pipe(takeUntilDestroyed(inject(DestroyRef)))
      .subscribe((event) => this.#changed(event));
    useShortcuts([
      { keys: '/', label: 'Filter by status', group: 'This page', run: () => this.#focusFilter() },
    ]);
  }

  protected filter(status: string): void {
    void this.#router.navigate([], { queryParams: { status: status || null }, queryParamsHandling: 'merge' });
  }

  protected show(of: 'everybody' | null): void {
    void this.#router.navigate([], { queryParams: { of }, queryParamsHandling: 'merge' });
  }

  protected async showFresh(): Promise<void> {
    this.fresh.set(new Set());
    await this.list.reload();
  }

  /** Rows that are shown follow in place; new ones wait behind "2 new, show". */
  #changed({ id, status, version }: Pick<AgentTask, 'id' | 'status' | 'version'>): void {
    const shown = this.list.items().some((task) => task.id === id);
    if (!shown) return void (version === 1 && this.#welcome(id));
    this.list.update((tasks) =>
      tasks.map((task) => (task.id === id && task.version < version ? { ...task, status, version } : task)),
    );
  }

  /** Counts a new task if this list would show it. */
  async #welcome(id: number): Promise<void> {
    const task = await this.#api.task(id).catch(() => null);
    const others = this.maySeeAll() && !this.everybody() && task?.requested_by !== this.#session.user()?.id;
    const filtered = this.status() && this.status() !== task?.status;
    if (task && !others && !filtered) this.fresh.update((ids) => new Set(ids).add(id));
  }

  #focusFilter(): void {
    document.querySelector<HTMLSelectElement>('#task-status')?.focus();
  }
}
