import { Component, computed, input } from '@angular/core';
import { foldRepeats } from '../data/repeated-steps';
import { type TaskStep } from '../data/task-story';
import { StepLine } from './step-line';

/** What the agent does, step by step; repeats fold into one line. */
@Component({
  selector: 'bur-task-steps',
  imports: [StepLine],
  template: `
    <section class="bur-card" aria-labelledby="steps-heading">
      <h2 id="steps-heading" class="flex items-baseline justify-between px-4 pt-3 pb-2">
        Steps <span class="bur-muted text-caption font-normal tabular-nums">{{ steps().length }}</span>
      </h2>
      @if (steps().length) {
        <ol class="px-4 pb-3">
          @for (step of folded(); track step.seq) {
            <li><bur-step [step]="step" [last]="$last" [running]="running() && $last" /></li>
          }
        </ol>
      } @else {
        <p class="bur-muted px-4 pb-4 text-table">{{ storyRead() ? 'No step yet.' : 'Reading…' }}</p>
      }
    </section>
  `,
})
export class TaskSteps {
  readonly steps = input.required<readonly TaskStep[]>();
  readonly running = input(false);
  readonly storyRead = input(true);

  protected readonly folded = computed(() => foldRepeats(this.steps()));
}
