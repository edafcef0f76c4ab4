import { type Acknowledgement, type ClientEvents, type ServerEvents } from '@bureau/contracts';
import { io, type Socket } from 'socket.io-client';

const WAIT_MS = 10_000;

/** A Socket.IO client that remembers what it was told. */
export class SocketClient {
  readonly received: { event: string; payload: unknown }[] = [];

  private constructor(readonly socket: Socket) {
    socket.onAny((event: string, payload: unknown) => this.received.push({ event, payload }));
  }

  /** Connects; throws the `connect_error`, whose `data` is the problem, where it is refused. */
  static async connect(
    url: string,
    token: string | null,
    headers: Record<string, string> = {},
  ): Promise<SocketClient> {
    const socket = io(url, {
      auth: { token },
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: headers,
    });
    const client = new SocketClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return client;
  }

  /** Sends a message and waits for its acknowledgement. */
  async ask<Event extends keyof ClientEvents>(
    event: Event,
    message: ClientEvents[Event],
  ): Promise<Acknowledgement> {
    return (await this.socket.timeout(WAIT_MS).emitWithAck(event, message)) as Acknowledgement;
  }

  /** The next event of this name, or one that has come already and satisfies `matches`. */
  async next<Event extends keyof ServerEvents>(
    event: Event,
    matches: (payload: ServerEvents[Event]) => boolean = () => true,
  ): Promise<ServerEvents[Event]> {
    const seen = this.received.find(
      (entry) => entry.event === event && matches(entry.payload as ServerEvents[Event]),
    );
    if (seen) return seen.payload as ServerEvents[Event];
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`No ${event} came`)), WAIT_MS);
      const listener = (payload: ServerEvents[Event]) => {
        if (!matches(payload)) return;
        clearTimeout(timer);
        this.socket.off(event as string, listener as never);
        resolve(payload);
      };
      this.socket.on(event as string, listener as never);
    });
  }

  close(): void {
    this.socket.disconnect();
  }
}
