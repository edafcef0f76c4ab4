import { effect, inject, Service, signal, untracked } from '@angular/core';
import { type ClientEvents, type Problem, type ServerEvents } from '@bureau/contracts';
import { Observable } from 'rxjs';
import { Session } from '../session/session';
import { ConnectionHealth } from './connection-health';
import { SOCKET_FACTORY, type LiveSocket } from './socket-factory';

/** What can be watched: `entity` (one record, or the list) and `agent_task`. */
export type Topic = 'entity' | 'agent_task';
type Payload<T extends Topic> = ClientEvents[`${T}.subscribe`];

export interface Watch<T extends Topic> {
  topic: T;
  /** Asked anew at each (re)connection, so that `after_seq` says what has arrived by then. */
  payload: () => Payload<T>;
  /** The server refused: without permission, or there is no such thing. */
  refused?: (problem: Problem) => void;
}

/**
 * The live connection: one socket for as long as somebody is signed in. Watches outlive a lost connection and are
 * sent again. It carries ids and versions; whoever needs the object reads it over REST.
 */
@Service()
export class Live {
  readonly #session = inject(Session);
  readonly #health = inject(ConnectionHealth);
  readonly #connect = inject(SOCKET_FACTORY);
  readonly #watches = new Set<Watch<Topic>>();
  readonly #listeners = new Map<string, Set<(payload: unknown) => void>>();
  readonly #connections = signal(0);
  #socket: LiveSocket | null = null;

  /** Counts successful connections: a page that showed data before the last one reads again when it grows. */
  readonly connections = this.#connections.asReadonly();

  constructor() {
    effect(() => {
      const wanted = this.#session.state() === 'signed-in';
      untracked(() => (wanted ? void this.#open() : this.#close()));
    });
  }

  /** The server's events of one kind, for as long as somebody listens. */
  on<E extends keyof ServerEvents>(event: E): Observable<ServerEvents[E]> {
    return new Observable((subscriber) => {
      const listener = (payload: unknown) => subscriber.next(payload as ServerEvents[E]);
      const listeners = this.#listeners.get(event) ?? new Set();
      this.#listeners.set(event, listeners.add(listener));
      return () => listeners.delete(listener);
    });
  }

  /** Asks the server to send what happens to something; call the answer to stop. */
  watch<T extends Topic>(watch: Watch<T>): () => void {
    const kept = watch as Watch<Topic>;
    this.#watches.add(kept);
    this.#send(kept);
    return () => {
      this.#watches.delete(kept);
      if (this.#socket?.connected) this.#socket.emit(`${kept.topic}.unsubscribe`, withoutSeq(kept.payload()));
    };
  }

  async #open(): Promise<void> {
    if (this.#socket) return;
    const socket = await this.#connect(() => this.#session.freshToken());
    if (this.#socket || this.#session.state() !== 'signed-in') return void socket.disconnect();
    this.#socket = socket;
    socket.on('connect', () => this.#connected());
    socket.on('disconnect', (reason) => this.#disconnected(reason));
    socket.on('connect_error', (error) => this.#refused(error));
    socket.on('session.expired', () => void this.#renew());
    socket.onAny((event, payload) => this.#listeners.get(event)?.forEach((take) => take(payload)));
    this.#health.connecting();
    socket.connect();
  }

  #close(): void {
    this.#socket?.disconnect();
    this.#socket = null;
    this.#health.idle();
  }

  #connected(): void {
    this.#health.connected();
    this.#connections.update((count) => count + 1);
    this.#watches.forEach((watch) => this.#send(watch));
  }

  #disconnected(reason: string): void {
    this.#health.lost();
    // The server hung up on purpose, most often because the token ended: Socket.IO does not come back by itself.
    if (reason === 'io server disconnect') void this.#renew();
  }

  #refused(error: Error & { data?: Partial<Problem> }): void {
    this.#health.lost();
    if (error.data?.status === 401) void this.#renew();
  }

  async #renew(): Promise<void> {
    const socket = this.#socket;
    try {
      await this.#session.renew();
      socket?.connect();
    } catch {
      // The session has ended, and says so itself; or no server answers, and the next request tries again.
    }
  }

  #send(watch: Watch<Topic>): void {
    if (!this.#socket?.connected) return;
    this.#socket.emit(`${watch.topic}.subscribe`, watch.payload(), (answer) => {
      if (!answer.ok) watch.refused?.(answer.problem);
    });
  }
}

function withoutSeq({ id }: Payload<Topic>): { id?: number } {
  return id === undefined ? {} : { id };
}
