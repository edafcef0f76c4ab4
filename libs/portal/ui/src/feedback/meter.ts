import { Component, computed, input } from '@angular/core';

/** How much of a limit is used. From 80% it warns, in colour and in words. */
@Component({
  selector: 'bur-meter',
  template: `
    <div class="flex items-baseline justify-between gap-2 text-table">
      <span class="bur-muted">{{ label() }}</span>
      <span class="tabular-nums">{{ valueText() || value() + ' / ' + max() }}</span>
    </div>
    <div
      class="track"
      role="meter"
      [attr.aria-label]="label()"
      [attr.aria-valuenow]="value()"
      aria-valuemin="0"
      [attr.aria-valuemax]="max()"
      [attr.aria-valuetext]="spoken()"
    >
      <div
        class="fill"
        [class.warn]="share() >= 0.8"
        [class.full]="share() >= 1"
        [style.width.%]="share() * 100"
      ></div>
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    .track {
      height: 6px;
      margin-top: 4px;
      overflow: hidden;
      border-radius: 3px;
      background: var(--mat-sys-surface-container-high);
    }
    .fill {
      height: 100%;
      border-radius: 3px;
      background: var(--mat-sys-primary);
    }
    .warn {
      background: var(--bur-warn);
    }
    .full {
      background: var(--mat-sys-error);
    }
  `,
})
export class Meter {
  readonly label = input.required<string>();
  readonly value = input.required<number>();
  readonly max = input.required<number>();
  /** The numbers as they are to be read: "12k / 50k". */
  readonly valueText = input('');

  protected readonly share = computed(() => (this.max() > 0 ? Math.min(this.value() / this.max(), 1) : 0));
  protected readonly spoken = computed(() => {
    const text = this.valueText() || `${this.value()} of ${this.max()}`;
    return this.share() >= 0.8 ? `${text}, ${this.share() >= 1 ? 'limit reached' : 'near the limit'}` : text;
  });
}
