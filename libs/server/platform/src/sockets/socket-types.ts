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
  /** Null for the socket of an API key. */
  session_id: number | null;
  /** A service's socket: its key, and the hash that the key is known by. */
  api_key: { id: number; hash: string } | null;
  /** When the token ends, in milliseconds since 1970; infinite for a key without an end. */
  expires_at: number;
}

/** The server, knowing which events there are and what they carry. */
export type BureauServer = Server<Incoming, Outgoing, DefaultEventsMap, SocketIdentity>;
export type BureauSocket = Socket<Incoming, Outgoing, DefaultEventsMap, SocketIdentity>;
