import { Component, computed, effect, inject, input, type OnInit, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { type AgentTask } from '@bureau/contracts';
import { type ApiProblem, PageTitle, Person, Session, toApiProblem } from '@bureau/portal-core';
import {
  AgentBadge,
  Announcer,
  Confirm,
  PageHeader,
  ProblemBanner,
  State,
  StatusChip,
} from '@bureau/portal-ui';
import { MatButtonModule } from '@angular/material/button';
import { LucideBan, LucideRotateCw, LucideUndo2 } from '@lucide/angular';
import { AgentsApi } from '../data/agents-api';
import { LiveTask } from '../data/live-task';
import { openQuestions } from '../data/task-story';
import { isOffline, isOver, isWaiting, taskHeading } from '../data/task-words';
import { Elapsed } from '../parts/elapsed';
import { OfflineNote } from '../parts/offline-note';
import { TaskAnswer } from './task-answer';
import { TaskParts } from './task-parts';
import { TaskProposal } from './task-proposal';
import { TaskQuestion } from './task-question';
import { spokenStep } from './spoken-step';
import { TaskSteps } from './task-steps';
import { TaskUsagePanel } from './task-usage';

type Aside = 'steps' | 'usage';

/** A task while it runs and after: what it says, what it does, what it proposes, what it costs. */
@Component({
  selector: 'bur-task-view',
  imports: [
    RouterLink,
    MatButtonModule,
    LucideBan,
    LucideRotateCw,
    LucideUndo2,
    AgentBadge,
    PageHeader,
    Person,
    ProblemBanner,
    State,
    StatusChip,
    Elapsed,
    OfflineNote,
    TaskAnswer,
    TaskParts,
    TaskProposal,
    TaskQuestion,
    TaskSteps,
    TaskUsagePanel,
  ],
  providers: [LiveTask],
  templateUrl: './task-view.html',
  styleUrl: './task-view.scss',
})
export class TaskView implements OnInit {
  readonly #router = inject(Router);
  readonly #api = inject(AgentsApi);
  readonly #confirm = inject(Confirm);
  readonly #announcer = inject(Announcer);
  readonly #title = inject(PageTitle);
  readonly #session = inject(Session);
  protected readonly live = inject(LiveTask);
  readonly id = input.required<number>();

  /** The last step that was told, or that was there when the page opened. */
  #spokenSeq: number | null = null;

  protected readonly failed = signal<ApiProblem | null>(null);
  protected readonly failedWhat = signal('');
  protected readonly cancelling = signal(false);
  protected readonly busy = signal(false);
  /** On a phone the steps and the usage share one place. */
  protected readonly aside = signal<Aside>('steps');

  protected readonly heading = computed(() => {
    const task = this.live.task();
    return task ? taskHeading(task.input) : `Task ${this.id()}`;
  });
  protected readonly over = computed(() => isOver(this.live.task()?.status ?? 'queued'));
  protected readonly waiting = computed(() => isWaiting(this.live.task()?.status ?? 'queued'));
  protected readonly offline = computed(() => isOffline(this.live.task()?.model ?? null));
  protected readonly mayAsk = computed(() => this.#session.can('agent_task:create'));
  /** Offered where the task proposed anything; the inverse set is decided like any other. */
  protected readonly mayUndo = computed(
    () => this.over() && this.live.story().changeSetIds.length > 0 && this.#session.can('change_set:decide'),
  );
  protected readonly isCut = computed(() => this.heading() !== this.live.task()?.input.trim());
  protected readonly questions = computed(() => openQuestions(this.live.story()));

  constructor() {
    effect(() => this.#title.set(this.#tabTitle()));
    effect(() => this.#speak());
  }

  ngOnInit(): void {
    this.live.open(this.id());
  }

  protected async cancel(): Promise<void> {
    const sure = await this.#confirm.ask({
      title: 'Cancel this task?',
      text: 'The agent stops. What it has proposed is withdrawn; what is committed stays.',
      action: 'Cancel task',
      cancel: 'Let it run',
      danger: true,
    });
    if (!sure) return;
    this.cancelling.set(true);
    await this.#act('The task was not cancelled.', () => this.#api.cancel(this.id()));
  }

  protected async retry(): Promise<void> {
    this.cancelling.set(false);
    await this.#act('The task was not started again.', () => this.#api.retry(this.id()));
  }

  /** Makes the set that takes everything back, and opens it. */
  protected async undo(): Promise<void> {
    this.busy.set(true);
    this.failed.set(null);
    try {
      const inverse = await this.#api.revertTask(this.id());
      await this.#router.navigate(['/change-sets', inverse.id]);
    } catch (error) {
      this.failed.set(toApiProblem(error));
      this.failedWhat.set('Nothing was undone.');
    } finally {
      this.busy.set(false);
    }
  }

  async #act(what: string, run: () => Promise<AgentTask>): Promise<void> {
    this.busy.set(true);
    this.failed.set(null);
    try {
      this.live.put(await run());
    } catch (error) {
      this.cancelling.set(false);
      this.failed.set(toApiProblem(error));
      this.failedWhat.set(what);
      await this.live.reload();
    } finally {
      this.busy.set(false);
    }
  }

  #tabTitle(): string {
    const status = this.live.task()?.status;
    return status && isWaiting(status) ? `Waiting for you: ${this.heading()}` : this.heading();
  }

  /** Screen readers hear each new step, and that the answer is there; never the text as it grows. */
  #speak(): void {
    const latest = this.live.story().steps.at(-1);
    if (!this.live.storyRead() || !latest) return;
    if (this.#spokenSeq !== null && latest.seq > this.#spokenSeq) this.#announcer.say(spokenStep(latest));
    this.#spokenSeq = latest.seq;
  }
}
