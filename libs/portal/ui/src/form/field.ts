import { Component, computed, input } from '@angular/core';
import { LucideCircleAlert } from '@lucide/angular';

let made = 0;

/** A form control's label (above), hint and error. The control inside carries `burInput`. */
@Component({
  selector: 'bur-field',
  imports: [LucideCircleAlert],
  template: `
    <div class="flex items-baseline justify-between gap-2">
      <label class="text-table font-strong" [attr.for]="id">{{ label() }}</label>
      @if (optional()) {
        <span class="bur-muted text-caption">optional</span>
      }
    </div>
    <ng-content />
    @if (error()) {
      <p class="flex items-start gap-1 text-table text-error" [id]="errorId">
        <svg lucideCircleAlert class="mt-0.5" [size]="16"></svg>{{ error() }}
      </p>
    } @else if (hint()) {
      <p class="bur-muted text-caption" [id]="hintId">{{ hint() }}</p>
    }
  `,
  host: { class: 'flex min-w-0 flex-col gap-1' },
})
export class Field {
  readonly label = input.required<string>();
  readonly hint = input('');
  /** What is wrong and how to mend it; empty if nothing is. */
  readonly error = input<string | null | undefined>('');
  readonly optional = input(false);

  readonly id = `bur-field-${++made}`;
  readonly errorId = `${this.id}-error`;
  readonly hintId = `${this.id}-hint`;
  /** The element that describes the control right now. */
  readonly describedBy = computed(() => (this.error() ? this.errorId : this.hint() ? this.hintId : null));
}
