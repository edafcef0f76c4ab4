import { Component, computed, inject } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Session } from '@bureau/portal-core';
import { LucideBell, LucideDynamicIcon, LucideEllipsis, LucideSettings } from '@lucide/angular';
import { allowedNavigation } from './navigation';

/** On the bar itself, in this order; the rest is behind "More". */
const ON_BAR = ['/', '/reviews', '/records', '/tasks'];

/** The navigation on phones. */
@Component({
  selector: 'bur-bottom-bar',
  imports: [
    RouterLink,
    RouterLinkActive,
    MatMenuModule,
    LucideDynamicIcon,
    LucideEllipsis,
    LucideBell,
    LucideSettings,
  ],
  templateUrl: './bottom-bar.html',
  styleUrl: './bottom-bar.scss',
})
export class BottomBar {
  readonly #session = inject(Session);
  readonly #allowed = computed(() =>
    allowedNavigation((permission) => this.#session.can(permission)).flatMap(({ items }) => items),
  );

  protected readonly items = computed(() =>
    ON_BAR.flatMap((path) => this.#allowed().filter((item) => item.path === path)),
  );
  protected readonly more = computed(() => this.#allowed().filter((item) => !ON_BAR.includes(item.path)));
}
