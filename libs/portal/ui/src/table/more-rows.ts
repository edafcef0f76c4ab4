import { Component, computed, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { countOf, numberText } from '../format/number-text';

/** The foot of a list: how much of it is shown, and the button for the next page. */
@Component({
  selector: 'bur-more-rows',
  imports: [MatButtonModule],
  template: `
    <p class="bur-muted text-table" aria-live="polite">{{ summary() }}</p>
    @if (hasMore()) {
      <button matButton="outlined" type="button" [disabled]="loading()" (click)="more.emit()">
        {{ loading() ? 'Loading…' : 'Show more' }}
      </button>
    }
  `,
  host: { class: 'flex flex-wrap items-center justify-between gap-3 px-3 py-2 min-h-[52px]' },
})
export class MoreRows {
  readonly shown = input.required<number>();
  readonly total = input<{ count: number; capped: boolean } | null>(null);
  readonly hasMore = input(false);
  readonly loading = input(false);
  /** What is listed, in the plural: "records". */
  readonly noun = input('rows');
  readonly more = output();

  protected readonly summary = computed(() => {
    const total = this.total();
    const shown = numberText(this.shown());
    if (!total)
      return this.hasMore() ? `${shown} ${this.noun()} shown, there are more` : `${shown} ${this.noun()}`;
    if (total.count === this.shown()) return countOf(total.count, this.noun().replace(/s$/, ''), this.noun());
    return `${shown} of ${numberText(total.count, total.capped)} ${this.noun()}`;
  });
}
