import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';

let made = 0;

/** One list of the home page: heading with its number, the list, and the way to all of it. */
@Component({
  selector: 'bur-home-card',
  imports: [RouterLink],
  template: `
    <section class="bur-card overflow-hidden" [attr.aria-labelledby]="id">
      <div class="flex items-center justify-between gap-3 px-4 pt-4 pb-2">
        <h2 [id]="id">
          {{ heading() }}
          @if (count()) {
            <span class="bur-muted font-normal tabular-nums">{{ count() }}</span>
          }
        </h2>
        <a class="bur-link text-table" [routerLink]="link()">{{ linkLabel() }}</a>
      </div>
      <ng-content />
    </section>
  `,
})
export class HomeCard {
  readonly heading = input.required<string>();
  readonly count = input('');
  readonly link = input.required<string>();
  readonly linkLabel = input.required<string>();

  protected readonly id = `bur-home-card-${++made}`;
}
