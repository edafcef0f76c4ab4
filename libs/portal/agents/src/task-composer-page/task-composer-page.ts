import {
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { MatButtonModule } from '@angular/material/button';
import { type Agent, type AgentTask, type CreateAgentTask, type TaskLimits } from '@bureau/contracts';
import { type ApiProblem, apiResource, fieldErrors, newRequestId, toApiProblem } from '@bureau/portal-core';
import { Field, InputControl, PageHeader, ProblemBanner } from '@bureau/portal-ui';
import { LucideSend } from '@lucide/angular';
import { AgentsApi } from '../data/agents-api';
import { isOffline } from '../data/task-words';
import { OfflineNote } from '../parts/offline-note';
import { keepDraft, recallDraft } from './draft-memory';
import { ExampleRequests } from './example-requests-list';
import { GivenRecords } from './given-records';
import { LimitFields } from './limit-fields';

const PRIORITIES = [
  { value: 2, label: 'First' },
  { value: 5, label: 'Normal' },
  { value: 8, label: 'When there is time' },
] as const;

/** Where a person asks agents for work. */
@Component({
  selector: 'bur-task-composer-page',
  imports: [
    MatButtonModule,
    LucideSend,
    ExampleRequests,
    Field,
    GivenRecords,
    InputControl,
    LimitFields,
    OfflineNote,
    PageHeader,
    ProblemBanner,
  ],
  templateUrl: './task-composer-page.html',
})
export class TaskComposerPage {
  readonly #api = inject(AgentsApi);
  readonly #router = inject(Router);
  /** Records that the task is about, `1,2,3`. */
  readonly entity_ids = input<string>();
  /** A task whose request is taken up again. */
  readonly from = input<string>();
  protected readonly area = viewChild.required<ElementRef<HTMLTextAreaElement>>('area');

  readonly #earlier = apiResource<AgentTask>(() => (this.from() ? `/agent-tasks/${this.from()}` : undefined));
  protected readonly agents = apiResource<Agent[]>(() => '/agents');
  protected readonly text = linkedSignal(() => this.#earlier.value()?.input ?? recallDraft());
  protected readonly entityIds = linkedSignal(
    () => toIds(this.entity_ids()) ?? this.#earlier.value()?.entity_ids ?? [],
  );
  protected readonly agent = signal('');
  protected readonly priority = signal(5);
  protected readonly priorities = PRIORITIES;
  protected readonly sending = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly missing = signal('');
  protected readonly offline = computed(
    () => this.agents.value()?.some((agent) => isOffline(agent.model)) ?? false,
  );
  protected readonly errors = computed(() => fieldErrors(this.problem()));
  protected readonly limits = signal<Partial<TaskLimits>>({});
  protected readonly limitErrors = computed(
    () => new Map([...this.errors()].filter(([pointer]) => pointer.startsWith('/limits/'))),
  );
  /** Repeats of the same request have one effect, also when the answer to the first got lost. */
  readonly #key = linkedSignal({
    source: () => JSON.stringify(this.#body()),
    computation: () => newRequestId(),
  });

  constructor() {
    effect(() => keepDraft(this.text()));
  }

  protected use(example: string): void {
    this.text.set(example);
    this.area().nativeElement.focus();
  }

  protected takeOut(id: number): void {
    this.entityIds.update((ids) => ids.filter((each) => each !== id));
  }

  protected async send(): Promise<void> {
    this.missing.set(this.text().trim() ? '' : 'Write what you want done.');
    if (this.missing() || this.sending()) return void this.area().nativeElement.focus();
    this.sending.set(true);
    this.problem.set(null);
    try {
      const task = await this.#api.ask(this.#body(), this.#key());
      keepDraft('');
      await this.#router.navigate(['/tasks', task.id]);
    } catch (error) {
      this.problem.set(toApiProblem(error));
    } finally {
      this.sending.set(false);
    }
  }

  #body(): CreateAgentTask {
    return {
      input: this.text().trim(),
      ...(this.agent() ? { agent: this.agent() } : {}),
      ...(this.entityIds().length ? { entity_ids: this.entityIds() } : {}),
      ...(this.priority() === 5 ? {} : { priority: this.priority() }),
      ...(Object.keys(this.limits()).length ? { limits: this.limits() } : {}),
    };
  }
}

function toIds(text: string | undefined): number[] | undefined {
  const ids = (text ?? '')
    .split(',')
    .map(Number)
    .filter((id) => Number.isInteger(id) && id > 0);
  return ids.length ? ids : undefined;
}
