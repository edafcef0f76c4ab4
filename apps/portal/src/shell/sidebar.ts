import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Preferences, Session } from '@bureau/portal-core';
import { LucideDynamicIcon, LucidePanelLeftClose, LucidePanelLeftOpen } from '@lucide/angular';
import { allowedNavigation } from './navigation';
import { Wordmark } from './wordmark';

/** The navigation on wide screens, 232 px or folded to 56. */
@Component({
  selector: 'bur-sidebar',
  imports: [
    RouterLink,
    RouterLinkActive,
    LucideDynamicIcon,
    LucidePanelLeftClose,
    LucidePanelLeftOpen,
    Wordmark,
  ],
  templateUrl: './sidebar.html',
  styleUrl: './sidebar.scss',
  host: { '[class.folded]': 'preferences.sidebarFolded()' },
})
export class Sidebar {
  readonly #session = inject(Session);
  protected readonly preferences = inject(Preferences);
  protected readonly groups = computed(() =>
    allowedNavigation((permission) => this.#session.can(permission)),
  );

  protected toggle(): void {
    this.preferences.sidebarFolded.update((folded) => !folded);
  }
}
