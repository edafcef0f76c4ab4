import { Component, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { LucideRefreshCw } from '@lucide/angular';

/** "4 new, show": live changes wait here, so that nothing moves under the reader. */
@Component({
  selector: 'bur-new-rows',
  imports: [MatButtonModule, LucideRefreshCw],
  template: `
    <div role="status">
      @if (count() > 0) {
        <button matButton="tonal" type="button" (click)="show.emit()">
          <svg lucideRefreshCw></svg>{{ count() }} {{ word() }}, show
        </button>
      }
    </div>
  `,
})
export class NewRows {
  readonly count = input.required<number>();
  /** "new", "changed". */
  readonly word = input('new');
  readonly show = output();
}
