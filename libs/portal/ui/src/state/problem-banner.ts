import { Component, computed, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { LucideCircleX } from '@lucide/angular';
import { type Problem } from '@bureau/contracts';

/** A failed action, above the content that it leaves as it was. */
@Component({
  selector: 'bur-problem-banner',
  imports: [MatButtonModule, LucideCircleX],
  template: `
    @if (problem(); as failed) {
      <div role="alert" class="banner flex flex-wrap items-start gap-3 rounded-card p-3">
        <svg lucideCircleX class="mt-px" [size]="18"></svg>
        <div class="min-w-0 flex-1 basis-60">
          <p class="font-strong">{{ heading() }}</p>
          @if (!brief() && heading() !== failed.detail) {
            <p>{{ failed.detail }}</p>
          }
          @if (failed.request_id && failed.status !== 400 && failed.status !== 401) {
            <p class="text-caption">
              Request <code>{{ failed.request_id }}</code>
            </p>
          }
        </div>
        @if (canRetry()) {
          <button matButton type="button" (click)="retry.emit()">Try again</button>
        }
      </div>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    :host(:empty) {
      display: none;
    }
    .banner {
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
      --mat-button-text-label-text-color: currentcolor;
    }
  `,
})
export class ProblemBanner {
  readonly problem = input.required<Problem | null | undefined>();
  /** What failed and what is safe: "The record was not saved." The problem's own title where absent. */
  readonly what = input('');
  /** Leaves the problem's own sentence out, where `what` says it all. */
  readonly brief = input(false);
  readonly canRetry = input(false);
  readonly retry = output();

  protected readonly heading = computed(() => this.what() || this.problem()?.title || '');
}
