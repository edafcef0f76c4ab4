import { type Acknowledgement } from '@bureau/contracts';
import { type LiveSocket } from '../live/socket-factory';

type Listener = (...values: never[]) => void;

/** A socket that a test plays the server for. */
export class FakeSocket implements LiveSocket {
  connected = false;
  connects = 0;
  readonly sent: { event: string; payload: object }[] = [];
  answer: Acknowledgement = { ok: true };
  readonly #listeners = new Map<string, Listener[]>();
  #any: (event: string, payload: unknown) => void = () => undefined;

  connect(): void {
    this.connects++;
  }

  disconnect(): void {
    this.connected = false;
  }

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  onAny(listener: (event: string, payload: unknown) => void): void {
    this.#any = listener;
  }

  emit(event: string, payload: object, acknowledge?: (answer: Acknowledgement) => void): void {
    this.sent.push({ event, payload });
    acknowledge?.(this.answer);
  }

  /** The server accepts the connection. */
  accept(): void {
    this.connected = true;
    this.#tell('connect');
  }

  /** The connection breaks; `io server disconnect` is the server hanging up on purpose. */
  drop(reason: string): void {
    this.connected = false;
    this.#tell('disconnect', reason);
  }

  refuse(status: number): void {
    this.#tell('connect_error', Object.assign(new Error('refused'), { data: { status } }));
  }

  /** The server sends an event. */
  receive(event: string, payload: unknown): void {
    this.#any(event, payload);
    this.#tell(event, payload);
  }

  #tell(event: string, ...values: unknown[]): void {
    for (const listener of this.#listeners.get(event) ?? [])
      (listener as (...all: unknown[]) => void)(...values);
  }
}
