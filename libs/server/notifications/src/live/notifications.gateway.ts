import { LiveEvents, userRoom, type BureauServer, type OutboxEvent } from '@bureau/platform';
import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { WebSocketGateway, WebSocketServer, type OnGatewayInit } from '@nestjs/websockets';
import { type Subscription } from 'rxjs';
import { NotificationsService } from '../notifications.service';
import { type NotificationChanged } from '../persistence/notification.resource';

/** Changes of one person's notifications within this time are one count: reading all of them is many changes. */
const COUNT_AFTER_MS = 50;

/** Tells people of their notifications, on every socket that they have open. */
@WebSocketGateway()
export class NotificationsGateway implements OnGatewayInit, OnApplicationShutdown {
  @WebSocketServer()
  private readonly server!: BureauServer;

  private readonly logger = new Logger(NotificationsGateway.name);
  private readonly waiting = new Map<number, NodeJS.Timeout>();
  private subscription: Subscription | null = null;

  constructor(
    private readonly events: LiveEvents,
    private readonly notifications: NotificationsService,
  ) {}

  afterInit(): void {
    this.subscription = this.events
      .on<NotificationChanged>('notification.changed')
      .subscribe((event) => this.tell(event));
  }

  onApplicationShutdown(): void {
    this.subscription?.unsubscribe();
    for (const timer of this.waiting.values()) clearTimeout(timer);
  }

  private tell({ payload }: OutboxEvent<NotificationChanged>): void {
    const { id, change, user_id, type, title } = payload;
    if (!this.server.sockets.adapter.rooms.has(userRoom(user_id))) return;
    if (change === 'created')
      this.server.to(userRoom(user_id)).emit('notification.created', { id, type, title });
    if (this.waiting.has(user_id)) return;
    this.waiting.set(
      user_id,
      setTimeout(() => void this.count(user_id), COUNT_AFTER_MS),
    );
  }

  private async count(userId: number): Promise<void> {
    this.waiting.delete(userId);
    try {
      this.server.to(userRoom(userId)).emit('notification.counts', await this.notifications.counts(userId));
    } catch (error) {
      this.logger.warn(`Notifications not counted: ${(error as Error).message}`);
    }
  }
}
