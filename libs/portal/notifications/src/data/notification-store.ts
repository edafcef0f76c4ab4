import { computed, effect, inject, Service, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type Notification, type NotificationCounts } from '@bureau/contracts';
import { Api, type ApiProblem, Live, Session, toApiProblem } from '@bureau/portal-core';

/** As many as the bell shows. */
const LATEST = 10;

/** The reader's notifications as the bell shows them: how many are unread, and the last ten. */
@Service()
export class NotificationStore {
  readonly #api = inject(Api);
  readonly #live = inject(Live);
  readonly #session = inject(Session);
  readonly #counts = signal<NotificationCounts | null>(null);
  readonly #latest = signal<readonly Notification[] | null>(null);
  readonly #problem = signal<ApiProblem | null>(null);
  /** Grows with every notification that arrives or is read, so that pages can offer to read their list again. */
  readonly #arrived = signal(0);

  readonly unread = computed(() => this.#counts()?.unread ?? 0);
  readonly latest = this.#latest.asReadonly();
  readonly problem = this.#problem.asReadonly();
  readonly arrived = this.#arrived.asReadonly();

  constructor() {
    this.#live
      .on('notification.counts')
      .pipe(takeUntilDestroyed())
      .subscribe((counts) => this.#counts.set(counts));
    this.#live
      .on('notification.created')
      .pipe(takeUntilDestroyed())
      .subscribe(() => this.#arrived.update((count) => count + 1));
    effect(() => {
      const user = this.#session.user()?.id;
      this.#live.connections();
      untracked(() => (user === undefined ? this.#forget() : void this.readCounts()));
    });
  }

  /** Reads how many are unread; a failure keeps the number that is shown. */
  async readCounts(): Promise<void> {
    const counts = await this.#api.get<NotificationCounts>('/notifications/counts').catch(() => null);
    if (counts) this.#counts.set(counts);
  }

  /** Reads the last ten for the open bell. */
  async readLatest(): Promise<void> {
    this.#problem.set(null);
    try {
      this.#latest.set(await this.#api.get<Notification[]>('/notifications', { limit: LATEST }));
      void this.readCounts();
    } catch (error) {
      this.#problem.set(toApiProblem(error));
    }
  }

  /** Marks one as read or unread; rejects with the API's problem. */
  async mark(notification: Notification, isRead: boolean): Promise<Notification> {
    if (notification.is_read === isRead) return notification;
    const changed = await this.#api.setStatus<Notification>(`/notifications/${notification.id}`, {
      is_read: isRead,
    });
    this.#latest.update((list) => list?.map((each) => (each.id === changed.id ? changed : each)) ?? null);
    await this.readCounts();
    return changed;
  }

  /** Marks all as read; rejects with the API's problem. */
  async markAllRead(): Promise<void> {
    await this.#api.post('/notifications/read-all');
    this.#latest.update((list) => list?.map((each) => ({ ...each, is_read: true })) ?? null);
    await this.readCounts();
  }

  #forget(): void {
    this.#counts.set(null);
    this.#latest.set(null);
  }
}
