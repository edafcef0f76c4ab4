import { Component, computed, DestroyRef, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { MatButtonModule } from '@angular/material/button';
import { type DecideEscalation, type Escalation } from '@bureau/contracts';
import { type ApiProblem, fieldErrors, Person, Session, toApiProblem } from '@bureau/portal-core';
import { Field, InputControl, ProblemBanner, StatusChip, TimeAgo } from '@bureau/portal-ui';
import { LucideCircleQuestionMark, LucideForward } from '@lucide/angular';
import { AgentsApi } from '../data/agents-api';
import { AskDelegate } from './ask-delegate';
import { LimitAnswer } from './limit-answer';

/** Something that an agent asks a person, with the answers that its kind has. */
@Component({
  selector: 'bur-escalation',
  imports: [
    RouterLink,
    MatButtonModule,
    LucideCircleQuestionMark,
    LucideForward,
    Field,
    InputControl,
    LimitAnswer,
    Person,
    ProblemBanner,
    StatusChip,
    TimeAgo,
  ],
  templateUrl: './escalation-card.html',
})
export class EscalationCard {
  readonly #api = inject(AgentsApi);
  readonly #session = inject(Session);
  readonly #askDelegate = inject(AskDelegate);
  readonly #destroyed = inject(DestroyRef);
  readonly escalation = input.required<Escalation>();
  /** Names the task that asks; needless on the task's own page. */
  readonly linksTask = input(true);
  readonly decided = output<Escalation>();

  protected readonly answer = signal('');
  protected readonly busy = signal(false);
  protected readonly failed = signal<ApiProblem | null>(null);
  protected readonly missing = signal('');
  protected readonly limitError = computed(() => {
    const { limit } = this.escalation().context;
    return fieldErrors(this.failed()).get(`/limits/${limit ?? ''}`) ?? '';
  });
  protected readonly open = computed(() => this.escalation().status === 'open');
  protected readonly mayAnswer = computed(() => this.#session.can('escalation:decide'));

  protected async sendAnswer(): Promise<void> {
    const answer = this.answer().trim();
    this.missing.set(answer ? '' : 'Write an answer first.');
    if (answer) await this.#decide({ decision: 'answer', answer });
  }

  protected choose(answer: string): Promise<void> {
    return this.#decide({ decision: 'answer', answer });
  }

  protected decideAs(decision: DecideEscalation): Promise<void> {
    return this.#decide(decision);
  }

  protected async delegate(): Promise<void> {
    const { id } = this.escalation();
    const to = await this.#askDelegate.ask({ path: `/escalations/${id}` });
    if (to) await this.#write(() => this.#api.delegateQuestion(id, to));
  }

  #decide(answer: DecideEscalation): Promise<void> {
    return this.#write(() => this.#api.answer(this.escalation().id, answer));
  }

  async #write(run: () => Promise<Escalation>): Promise<void> {
    this.busy.set(true);
    this.failed.set(null);
    try {
      const decided = await run();
      // The task's own event may have taken the card off the page by now.
      if (!this.#destroyed.destroyed) this.decided.emit(decided);
    } catch (error) {
      this.failed.set(toApiProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
