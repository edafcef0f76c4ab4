import { type Acknowledgement, type ClientEvents, type ServerEvents } from '@bureau/contracts';
import { type DefaultEventsMap, type Server, type Socket } from 'socket.io';

type Outgoing = { [Event in keyof ServerEvents]: (payload: ServerEvents[Event]) => void };
type Incoming = {
  [Event in keyof ClientEvents]: (
    payload: ClientEvents[Event],
    acknowledge: (answer: Acknowledgement) => void,
  ) => void;
};

/** What the handshake found out. */
export interface SocketIdentity {
  user_id: number;
  session_id: number;
  /** When the token ends, in milliseconds since 1970. */
  expires_at: number;
}

/** The server, knowing which events there are and what they carry. */
export type BureauServer = Server<Incoming, Outgoing, DefaultEventsMap, SocketIdentity>;
export type BureauSocket = Socket<Incoming, Outgoing, DefaultEventsMap, SocketIdentity>;
