import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { type Observable, Subject, filter } from 'rxjs';
import { CONFIG, type Config } from '../config';
import { type OutboxEvent } from '../outbox/outbox-event';
import { RedisConnections } from '../redis/redis.module';
import { liveChannel } from './live-channel';

/**
 * Committed events as they are relayed, in this process. They are hints: at least once, in no strict order, and lost
 * while Redis is away; whoever needs all of them reads the rows.
 */
@Injectable()
export class LiveEvents implements OnApplicationBootstrap {
  private readonly logger = new Logger(LiveEvents.name);
  private readonly events = new Subject<OutboxEvent>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly connections: RedisConnections,
  ) {}

  onApplicationBootstrap(): void {
    const subscriber = this.connections.blocking('live');
    subscriber.on('message', (_channel: string, message: string) => this.receive(message));
    subscriber
      .subscribe(liveChannel(this.config.queuePrefix))
      .catch((error: Error) => this.logger.warn(`No live events: ${error.message}`));
  }

  /** Events of one topic. */
  on<Payload>(topic: string): Observable<OutboxEvent<Payload>> {
    return this.events.pipe(filter((event) => event.topic === topic)) as unknown as Observable<
      OutboxEvent<Payload>
    >;
  }

  private receive(message: string): void {
    for (const event of JSON.parse(message) as OutboxEvent[]) this.events.next(event);
  }
}
