import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { Router } from '@angular/router';
import { MatButtonModule } from '@angular/material/button';
import { type Notification } from '@bureau/contracts';
import { cursorList, toApiProblem } from '@bureau/portal-core';
import { MoreRows, NewRows, PageHeader, ProblemBanner, State, Toasts } from '@bureau/portal-ui';
import { LucideMail, LucideMailOpen } from '@lucide/angular';
import { NotificationStore } from '../data/notification-store';
import { NotificationRow } from '../parts/notification-row';

/** Everything that Bureau told the reader, the newest first. */
@Component({
  selector: 'bur-notification-list-page',
  imports: [
    MatButtonModule,
    LucideMail,
    LucideMailOpen,
    MoreRows,
    NewRows,
    NotificationRow,
    PageHeader,
    ProblemBanner,
    State,
  ],
  templateUrl: './notification-list-page.html',
})
export class NotificationListPage {
  readonly #router = inject(Router);
  readonly #toasts = inject(Toasts);
  protected readonly store = inject(NotificationStore);
  /** `unread` leaves out the others. */
  readonly only = input<string>();

  protected readonly onlyUnread = computed(() => this.only() === 'unread');
  protected readonly list = cursorList<Notification>(() => ({
    path: '/notifications',
    query: { is_read: this.onlyUnread() ? false : undefined },
  }));
  readonly #seen = linkedSignal({ source: this.onlyUnread, computation: () => this.store.arrived() });
  protected readonly fresh = computed(() => this.store.arrived() - this.#seen());

  protected show(only: 'unread' | null): void {
    void this.#router.navigate([], { queryParams: { only } });
  }

  protected async showFresh(): Promise<void> {
    this.#seen.set(this.store.arrived());
    await this.list.reload();
  }

  protected async mark(notification: Notification, isRead: boolean): Promise<void> {
    try {
      const changed = await this.store.mark(notification, isRead);
      this.list.update((items) => items.map((each) => (each.id === changed.id ? changed : each)));
    } catch (error) {
      this.#toasts.failed('It could not be marked.', toApiProblem(error));
    }
  }

  protected async markAllRead(): Promise<void> {
    try {
      await this.store.markAllRead();
      this.list.update((items) => items.map((each) => ({ ...each, is_read: true })));
    } catch (error) {
      this.#toasts.failed('They could not be marked as read.', toApiProblem(error));
    }
  }
}
