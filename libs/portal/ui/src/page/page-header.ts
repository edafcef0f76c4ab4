import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LucideChevronLeft } from '@lucide/angular';

/**
 * The head of every page: its one `h1` (focused after navigation), the way back, facts beside the heading
 * (`[burFacts]`), and actions on the right (`[burActions]`).
 */
@Component({
  selector: 'bur-page-header',
  imports: [RouterLink, LucideChevronLeft],
  template: `
    <header class="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
      <div class="min-w-0 flex-1 basis-60">
        @if (back(); as link) {
          <a class="bur-link inline-flex items-center gap-1 text-table" [routerLink]="link">
            <svg lucideChevronLeft [size]="16"></svg>{{ backLabel() }}
          </a>
        }
        <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 tabindex="-1" class="min-w-0">{{ heading() }}</h1>
          <ng-content select="[burFacts]" />
        </div>
        @if (text()) {
          <p class="bur-muted mt-1 max-w-[72ch]">{{ text() }}</p>
        }
      </div>
      <div class="flex flex-wrap items-center gap-2 empty:hidden"><ng-content select="[burActions]" /></div>
    </header>
  `,
})
export class PageHeader {
  readonly heading = input.required<string>();
  /** One sentence on what the page is for. */
  readonly text = input('');
  readonly back = input('');
  readonly backLabel = input('Back');
}
