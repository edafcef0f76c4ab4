import { Component, computed, input } from '@angular/core';
import { wordDiff } from './word-diff';

/** Word marks: what goes is struck out, what comes is underlined, and screen readers hear which is which. */
@Component({
  selector: 'bur-text-diff',
  template: `
    @if (!from() && !to()) {
      <span class="bur-muted">empty</span>
    }
    @for (run of runs(); track $index) {
      @switch (run.mark) {
        @case ('removed') {
          <del><span class="bur-visually-hidden">removed: </span>{{ run.text }}</del>
        }
        @case ('added') {
          <ins><span class="bur-visually-hidden">added: </span>{{ run.text }}</ins>
        }
        @default {
          <span>{{ run.text }}</span>
        }
      }
    }
  `,
  styles: `
    :host {
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    del,
    ins {
      padding: 1px 2px;
      border-radius: 2px;
      text-decoration-thickness: 1px;
    }
    del {
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
    }
    ins {
      background: var(--bur-ok-container);
      color: var(--bur-on-ok-container);
      text-underline-offset: 3px;
    }
  `,
  preserveWhitespaces: false,
})
export class TextDiff {
  readonly from = input.required<string>();
  readonly to = input.required<string>();

  protected readonly runs = computed(() => wordDiff(this.from(), this.to()));
}
