import { Component, computed, input } from '@angular/core';
import { type Risk } from '@bureau/contracts';

const BARS: Readonly<Record<Risk, number>> = { low: 1, medium: 2, high: 3, critical: 3 };

/** Risk as one to three bars and the word. */
@Component({
  selector: 'bur-risk',
  template: `
    <span class="bars" aria-hidden="true">
      @for (bar of [1, 2, 3]; track bar) {
        <span class="bar" [class.on]="bar <= count()" [style.height.px]="3 + bar * 3"></span>
      }
    </span>
    <span><span class="bur-visually-hidden">Risk: </span>{{ risk() }}</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      font-size: 13px;
      white-space: nowrap;
      --risk: var(--mat-sys-on-surface-variant);
    }
    :host(.medium) {
      --risk: var(--bur-warn);
    }
    :host(.high),
    :host(.critical) {
      --risk: var(--mat-sys-error);
    }
    :host(.critical) {
      font-weight: 600;
      color: var(--mat-sys-error);
    }
    .bars {
      display: inline-flex;
      align-items: flex-end;
      gap: 2px;
      height: 12px;
    }
    .bar {
      width: 4px;
      border: 1px solid var(--risk);
      border-radius: 1px;
    }
    .on {
      background: var(--risk);
    }
  `,
  host: { '[class]': 'risk()' },
})
export class RiskBars {
  readonly risk = input.required<Risk>();

  protected readonly count = computed(() => BARS[this.risk()]);
}
