import { Component, input } from '@angular/core';

/** The frame of the pages for people who are not signed in: one card with the mark, a heading and a sentence. */
@Component({
  selector: 'bur-entry-card',
  template: `
    <main class="page">
      <div class="card bur-card">
        <svg viewBox="0 0 32 32" width="40" height="40" aria-hidden="true">
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
        <div>
          <h1 tabindex="-1">{{ heading() }}</h1>
          <p class="bur-muted mt-1">{{ text() }}</p>
        </div>
        <ng-content />
      </div>
    </main>
  `,
  styles: `
    .page {
      display: grid;
      place-items: center;
      min-height: 100dvh;
      padding: 24px 16px;
    }

    .card {
      display: flex;
      flex-direction: column;
      gap: 20px;
      width: 100%;
      max-width: 400px;
      padding: 32px;
    }

    @media (max-width: 479px) {
      .card {
        padding: 24px 20px;
      }
    }
  `,
})
export class EntryCard {
  readonly heading = input.required<string>();
  readonly text = input('');
}
