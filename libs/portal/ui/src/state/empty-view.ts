import { Component, input } from '@angular/core';

/** Says that there is nothing, and holds the one action that changes it. */
@Component({
  selector: 'bur-empty',
  template: `
    <div class="flex flex-col items-center gap-3 px-4 py-12 text-center">
      <p class="text-prose font-strong">{{ heading() }}</p>
      @if (text()) {
        <p class="bur-muted max-w-[56ch]">{{ text() }}</p>
      }
      <ng-content />
    </div>
  `,
})
export class EmptyView {
  readonly heading = input.required<string>();
  readonly text = input('');
}
