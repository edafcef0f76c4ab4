import { A11yModule } from '@angular/cdk/a11y';
import { type ConnectedPosition, OverlayModule } from '@angular/cdk/overlay';
import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { NavigationStart, Router, RouterLink } from '@angular/router';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type Notification } from '@bureau/contracts';
import { EmptyView, ProblemBanner, Skeleton, Toasts } from '@bureau/portal-ui';
import { toApiProblem } from '@bureau/portal-core';
import { LucideBell } from '@lucide/angular';
import { filter } from 'rxjs';
import { NotificationStore } from '../data/notification-store';
import { NotificationRow } from '../parts/notification-row';

/** The most that the badge counts. */
const MOST = 99;

/** How many notifications are unread, and the last ten on demand. */
@Component({
  selector: 'bur-notification-bell',
  imports: [
    A11yModule,
    OverlayModule,
    RouterLink,
    MatButtonModule,
    LucideBell,
    EmptyView,
    NotificationRow,
    ProblemBanner,
    Skeleton,
  ],
  templateUrl: './notification-bell.html',
  styleUrl: './notification-bell.scss',
})
export class NotificationBell {
  readonly #toasts = inject(Toasts);
  protected readonly store = inject(NotificationStore);
  protected readonly open = signal(false);
  protected readonly badge = computed(() =>
    this.store.unread() > MOST ? `${MOST}+` : `${this.store.unread()}`,
  );
  protected readonly label = computed(() => {
    const unread = this.store.unread();
    return unread ? `Notifications, ${unread} unread` : 'Notifications';
  });
  protected readonly positions: ConnectedPosition[] = [
    { originX: 'end', originY: 'bottom', overlayX: 'end', overlayY: 'top', offsetY: 4 },
  ];

  constructor() {
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationStart),
        takeUntilDestroyed(),
      )
      .subscribe(() => this.open.set(false));
  }

  protected toggle(): void {
    this.open.update((open) => !open);
    if (this.open()) void this.store.readLatest();
  }

  protected async read(notification: Notification): Promise<void> {
    this.open.set(false);
    await this.store.mark(notification, true).catch((error) => this.#failed(error));
  }

  protected async readAll(): Promise<void> {
    await this.store.markAllRead().catch((error) => this.#failed(error));
  }

  #failed(error: unknown): void {
    this.#toasts.failed('It could not be marked as read.', toApiProblem(error));
  }
}
