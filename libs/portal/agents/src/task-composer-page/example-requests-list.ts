import { Component, output } from '@angular/core';
import { EXAMPLE_REQUESTS } from './example-requests';

/** Requests to start from; a click puts one into the form. */
@Component({
  selector: 'bur-example-requests',
  template: `
    <section class="bur-card p-4" aria-labelledby="examples-heading">
      <h2 id="examples-heading" class="mb-1">Examples</h2>
      <p class="bur-muted mb-2 text-table">The offline model understands requests like these.</p>
      @for (group of groups; track group.heading) {
        <h3 class="bur-muted mt-3 text-caption font-strong">{{ group.heading }}</h3>
        <ul>
          @for (example of group.examples; track example) {
            <li>
              <button type="button" class="example" (click)="chosen.emit(example)">{{ example }}</button>
            </li>
          }
        </ul>
      }
    </section>
  `,
  styles: `
    :host {
      display: block;
    }
    .example {
      width: calc(100% + 16px);
      min-height: 32px;
      margin-inline: -8px;
      padding: 6px 8px;
      border: 0;
      border-radius: 4px;
      background: none;
      color: var(--mat-sys-primary);
      font-size: 13px;
      text-align: start;
      cursor: pointer;
    }
    .example:hover {
      background: var(--mat-sys-surface-container);
    }
    @media (pointer: coarse) {
      .example {
        min-height: 44px;
      }
    }
  `,
})
export class ExampleRequests {
  readonly chosen = output<string>();
  protected readonly groups = EXAMPLE_REQUESTS;
}
