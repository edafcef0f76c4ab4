import { Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type Permission, PERMISSIONS } from '@bureau/contracts';
import { Session } from '@bureau/portal-core';
import { PageHeader } from '@bureau/portal-ui';

/** Says which permission a page needs and who grants it. */
@Component({
  selector: 'bur-no-access-page',
  imports: [PageHeader, MatButtonModule, RouterLink],
  template: `
    <div class="bur-page">
      <bur-page-header heading="You may not see this page" />
      <p class="max-w-[72ch]">
        It needs the permission “{{ meaning() }}” (<code>{{ needs() }}</code
        >), which the role “{{ role() }}” does not have. An administrator can give it to you.
      </p>
      <p><a matButton="filled" routerLink="/">Go to Home</a></p>
    </div>
  `,
})
export class NoAccessPage {
  readonly #session = inject(Session);
  /** The permission, from the query. */
  readonly needs = input('');

  protected readonly role = computed(() => this.#session.user()?.role ?? '');
  protected readonly meaning = computed(() => {
    const known: Readonly<Partial<Record<string, string>>> = PERMISSIONS satisfies Record<Permission, string>;
    return known[this.needs()] ?? this.needs();
  });
}
