import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { PageHeader } from '@bureau/portal-ui';

/** For addresses that name no page. */
@Component({
  selector: 'bur-not-found-page',
  imports: [PageHeader, MatButtonModule, RouterLink],
  template: `
    <div class="bur-page">
      <bur-page-header heading="There is no such page" />
      <p class="max-w-[72ch]">
        Nothing is at <code class="break-all">{{ address }}</code>. It may have been moved, or the link is
        incomplete.
      </p>
      <p><a matButton="filled" routerLink="/">Go to Home</a></p>
    </div>
  `,
})
export class NotFoundPage {
  protected readonly address = inject(Router).url;
}
