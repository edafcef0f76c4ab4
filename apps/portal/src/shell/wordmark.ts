import { Component, input } from '@angular/core';

/** The product's mark and name: a solid stroke for what is committed, a dashed one for what is proposed. */
@Component({
  selector: 'bur-wordmark',
  template: `
    <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#006364" />
      <path
        d="M9 7h8.2c3.5 0 5.8 1.8 5.8 4.7 0 2-1.1 3.4-2.9 4 2.3.5 3.7 2.1 3.7 4.4 0 3.1-2.5 4.9-6.3 4.9H9z"
        fill="none"
        stroke="#fff"
        stroke-width="2.4"
        stroke-linejoin="round"
      />
      <path d="M9 15.7h10.5" stroke="#c7aff5" stroke-width="2.4" stroke-dasharray="3 2.2" />
    </svg>
    @if (!short()) {
      <span class="text-prose font-strong tracking-tight">Bureau</span>
    }
  `,
  host: { class: 'inline-flex items-center gap-2' },
})
export class Wordmark {
  readonly short = input(false);
}
