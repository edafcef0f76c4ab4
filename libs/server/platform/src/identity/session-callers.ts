import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type Subscription } from 'rxjs';
import { type Caller } from '../context/caller';
import { LiveEvents } from '../live/live-events';
import { CallerDirectory } from './caller-directory';

/** A revocation ends access within this time even where no event of it arrives. */
const STALE_AFTER_MS = 5_000;
/** A session in use is read again in the background from this age on, so that its requests never wait for it. */
const RENEW_AFTER_MS = 2_500;
const MAX_SESSIONS = 10_000;

interface KnownSession {
  caller: Caller | null;
  /** When the row was asked for, by a monotonic clock in milliseconds. */
  readAt: number;
}

/** Sessions in use and whose they are, at most five seconds old and told of revocations at once. */
@Injectable()
export class SessionCallers implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(SessionCallers.name);
  private readonly known = new Map<number, KnownSession>();
  private readonly reading = new Map<number, Promise<Caller | null>>();
  private readonly subscriptions: Subscription[] = [];

  constructor(
    private readonly directory: CallerDirectory,
    private readonly events: LiveEvents,
  ) {}

  onModuleInit(): void {
    this.subscriptions.push(
      this.events
        .on<{ id: number }>('session.changed')
        .subscribe(({ payload }) => this.forgetSession(payload.id)),
      this.events.on<{ id: number }>('user.changed').subscribe(({ payload }) => this.forgetUser(payload.id)),
      this.events.on('role.changed').subscribe(() => this.forgetAll()),
    );
  }

  onModuleDestroy(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
  }

  /** Who acts in this session, or null where it does not stand any more. */
  async callerOf(sessionId: number): Promise<Caller | null> {
    const session = this.known.get(sessionId);
    const age = session ? performance.now() - session.readAt : Infinity;
    if (!session || age > STALE_AFTER_MS) return this.read(sessionId);
    if (age > RENEW_AFTER_MS) {
      this.read(sessionId).catch((error: Error) => this.logger.warn(`Session not renewed: ${error.message}`));
    }
    return session.caller;
  }

  /** The session changed: what is known of it, or is being read, counts no more. */
  forgetSession(sessionId: number): void {
    this.known.delete(sessionId);
    this.reading.delete(sessionId);
  }

  /** The person changed: the same for all of their sessions. */
  forgetUser(userId: number): void {
    this.reading.clear(); // whose they are is not known before they are read
    for (const [id, { caller }] of this.known) {
      if (caller?.user_id === userId) this.known.delete(id);
    }
  }

  /** A role changed: whose rights those were is asked anew. */
  forgetAll(): void {
    this.known.clear();
    this.reading.clear();
  }

  private read(sessionId: number): Promise<Caller | null> {
    const underway = this.reading.get(sessionId);
    if (underway) return underway;
    const readAt = performance.now();
    const reading: Promise<Caller | null> = this.directory.callerForSession(sessionId).then(
      (caller) => {
        if (this.finish(sessionId, reading)) this.keep(sessionId, { caller, readAt });
        return caller;
      },
      (error: unknown) => {
        this.finish(sessionId, reading);
        throw error;
      },
    );
    this.reading.set(sessionId, reading);
    return reading;
  }

  /** @returns false where the session was forgotten meanwhile, so that what was read may be out of date */
  private finish(sessionId: number, reading: Promise<Caller | null>): boolean {
    return this.reading.get(sessionId) === reading && this.reading.delete(sessionId);
  }

  private keep(sessionId: number, session: KnownSession): void {
    this.known.delete(sessionId);
    this.known.set(sessionId, session);
    if (this.known.size <= MAX_SESSIONS) return;
    const [oldest] = this.known.keys();
    if (oldest !== undefined) this.known.delete(oldest);
  }
}
