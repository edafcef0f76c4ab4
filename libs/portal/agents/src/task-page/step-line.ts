import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Person } from '@bureau/portal-core';
import { countOf, fullTime, JsonView, statusLook } from '@bureau/portal-ui';
import { LucideDynamicIcon } from '@lucide/angular';
import { type RepeatedSteps } from '../data/repeated-steps';
import { type TaskStep } from '../data/task-story';
import { shortTime } from '../data/task-words';
import { stepLook } from './step-look';

/** Why a task changed its state, where the reason is a code. */
const REASON_WORDS: Readonly<Record<string, string>> = {
  decided: 'after the decision',
  retried: 'asked for again',
};

/** One step: what, with what outcome, when and how long; its input on demand. */
@Component({
  selector: 'bur-step',
  imports: [RouterLink, LucideDynamicIcon, JsonView, Person],
  templateUrl: './step-line.html',
  styleUrl: './step-line.scss',
})
export class StepLine {
  readonly step = input.required<TaskStep | RepeatedSteps>();
  readonly last = input(false);
  readonly running = input(false);

  protected readonly look = computed(() => stepLook(this.step()));
  protected readonly clock = computed(() =>
    new Date(this.step().at).toLocaleTimeString('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }),
  );
  protected readonly moment = computed(() => fullTime(new Date(this.step().at)));
  protected readonly statusWord = (status: string) => statusLook(status).word;
  protected readonly reasonWords = (reason: string) => REASON_WORDS[reason] ?? reason.replaceAll('_', ' ');
  protected readonly shortTime = shortTime;
  protected readonly countOf = countOf;

  protected hasInput(input: object): boolean {
    return Object.keys(input).length > 0;
  }
}
