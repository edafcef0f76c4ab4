import { NgComponentOutlet } from '@angular/common';
import { afterNextRender, Component, inject, injectAsync, signal, type Type } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink, RouterOutlet } from '@angular/router';
import { Live, Session, useShortcuts } from '@bureau/portal-core';
import { LucideSearch } from '@lucide/angular';
import { AccountMenu } from './account-menu';
import { BottomBar } from './bottom-bar';
import { ConnectionBanner } from './connection-banner';
import { shellShortcuts } from './shell-shortcuts';
import { Sidebar } from './sidebar';
import { Wordmark } from './wordmark';

/** The frame around every page of a signed-in person. */
@Component({
  selector: 'bur-shell',
  imports: [
    RouterOutlet,
    RouterLink,
    MatButtonModule,
    LucideSearch,
    Sidebar,
    BottomBar,
    ConnectionBanner,
    AccountMenu,
    NgComponentOutlet,
    Wordmark,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
})
export class Shell {
  readonly #session = inject(Session);
  readonly #overlays = injectAsync(() => import('./overlays').then((overlays) => overlays.Overlays));
  /** The bell, once its feature is loaded: it does not hold up the first page. */
  protected readonly bell = signal<Type<unknown> | null>(null);
  protected readonly modifier = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl ';

  constructor() {
    // The live connection lives as long as the shell's session: made here, used by the pages.
    inject(Live);
    if (this.#session.can('notification:read')) afterNextRender(() => void this.#loadBell());
    const router = inject(Router);
    useShortcuts(
      shellShortcuts({
        can: (permission) => this.#session.can(permission),
        go: (path) => void router.navigateByUrl(path),
        palette: () => void this.openPalette(),
        help: () => void this.openHelp(),
      }),
    );
  }

  protected async openPalette(): Promise<void> {
    (await this.#overlays()).openPalette();
  }

  protected async openHelp(): Promise<void> {
    (await this.#overlays()).openHelp();
  }

  protected async signOut(): Promise<void> {
    // Signed out on this device even where no server answers; its session ends by itself.
    await this.#session.signOut().catch(() => undefined);
  }

  async #loadBell(): Promise<void> {
    const { NotificationBell } = await import('@bureau/portal-notifications');
    this.bell.set(NotificationBell);
  }

  protected skipTo(main: HTMLElement): void {
    main.focus();
  }
}
