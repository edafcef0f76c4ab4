import { Component, computed, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { LucideCircleX, LucideRotateCw, LucideSearchX } from '@lucide/angular';
import { type Problem } from '@bureau/contracts';

/** A failure in words: what failed, why, that nothing was changed, how to go on, and the request's id. */
@Component({
  selector: 'bur-problem',
  imports: [MatButtonModule, LucideCircleX, LucideRotateCw, LucideSearchX],
  template: `
    <div role="alert" class="flex flex-col items-center gap-3 px-4 py-10 text-center">
      @if (mayRetry()) {
        <svg lucideCircleX class="text-error" [size]="28"></svg>
      } @else {
        <svg lucideSearchX class="text-muted" [size]="28"></svg>
      }
      <p class="text-prose font-strong">{{ heading() }}</p>
      <p class="bur-muted max-w-[60ch]">{{ problem().detail || problem().title }}</p>
      @if (mayRetry()) {
        <button matButton="outlined" type="button" (click)="retry.emit()">
          <svg lucideRotateCw></svg> Try again
        </button>
      }
      @if (problem().request_id) {
        <p class="bur-muted text-caption">
          Request <code>{{ problem().request_id }}</code>
        </p>
      }
    </div>
  `,
})
export class ProblemView {
  readonly problem = input.required<Problem>();
  /** What could not be shown, as the start of a sentence: "The records". */
  readonly what = input('This page');
  readonly retry = output();

  protected readonly heading = computed(() => {
    const { status } = this.problem();
    if (status === 404) return 'Not found';
    if (status === 403) return 'You may not see this';
    return `${this.what()} could not be loaded`;
  });
  protected readonly mayRetry = computed(() => ![403, 404].includes(this.problem().status));
}
