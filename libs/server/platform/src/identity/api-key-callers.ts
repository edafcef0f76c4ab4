import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type Subscription } from 'rxjs';
import { LiveEvents } from '../live/live-events';
import { ApiKeyDirectory, type KeyCaller } from './api-key-directory';
import { RenewedCache } from './renewed-cache';

/** Keys in use and what they may do, at most five seconds old and told of revocations at once. */
@Injectable()
export class ApiKeyCallers implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(ApiKeyCallers.name);
  private readonly subscriptions: Subscription[] = [];
  private readonly callers: RenewedCache<string, KeyCaller | null>;

  constructor(
    directory: ApiKeyDirectory,
    private readonly events: LiveEvents,
  ) {
    this.callers = new RenewedCache(
      (hash) => directory.callerByHash(hash),
      (error) => this.logger.warn(`API key not renewed: ${error.message}`),
    );
  }

  onModuleInit(): void {
    this.subscriptions.push(
      this.events.on<{ id: number }>('api_key.changed').subscribe(({ payload }) => this.forget(payload.id)),
      this.events.on<{ id: number }>('user.changed').subscribe(({ payload }) => this.forgetOwner(payload.id)),
      this.events.on('role.changed').subscribe(() => this.callers.forget(() => true)),
    );
  }

  onModuleDestroy(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
  }

  /** Whose key this is by the hash of its secret, or null where it does not stand. */
  async callerOf(hash: string): Promise<KeyCaller | null> {
    const known = await this.callers.get(hash);
    return known && known.expires_at > Date.now() ? known : null;
  }

  /** The key changed: what is known of it, or is being read, counts no more. */
  forget(keyId: number): void {
    this.callers.forget((known) => known === null || known.key_id === keyId);
  }

  private forgetOwner(userId: number): void {
    this.callers.forget((known) => known === null || known.caller.user_id === userId);
  }
}
