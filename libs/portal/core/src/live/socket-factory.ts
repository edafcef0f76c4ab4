import { InjectionToken } from '@angular/core';
import { type Acknowledgement } from '@bureau/contracts';

type Acknowledge = (answer: Acknowledgement) => void;

/** As much of Socket.IO's client as the portal uses. */
export interface LiveSocket {
  readonly connected: boolean;
  connect(): unknown;
  disconnect(): unknown;
  on(event: 'connect' | 'session.expired', listener: () => void): unknown;
  on(event: 'disconnect', listener: (reason: string) => void): unknown;
  on(event: 'connect_error', listener: (error: Error) => void): unknown;
  onAny(listener: (event: string, payload: unknown) => void): unknown;
  emit(event: string, payload: object, acknowledge?: Acknowledge): unknown;
}

/** Makes an unconnected socket that asks for a token whenever it connects. */
export type SocketFactory = (token: () => Promise<string>) => Promise<LiveSocket>;

/** Loads Socket.IO after the first page is on the screen. */
export const SOCKET_FACTORY = new InjectionToken<SocketFactory>('SOCKET_FACTORY', {
  providedIn: 'root',
  factory: () => async (token) => {
    const { io } = await import('socket.io-client');
    return io({
      path: '/socket.io',
      transports: ['websocket', 'polling'],
      autoConnect: false,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5000,
      auth: (send) => {
        token().then(
          (value) => send({ token: value }),
          () => send({ token: '' }),
        );
      },
    });
  },
});
