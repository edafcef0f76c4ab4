import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type Subscription } from 'rxjs';
import { LiveEvents } from '../live/live-events';
import { sessionRoom, userRoom } from './rooms';
import { RoomRights } from './room-rights';
import { SocketCallers } from './socket-callers';
import { type BureauServer, type BureauSocket, type SocketIdentity } from './socket-types';

/** A revocation closes sockets within this time even where its event is lost. */
const SWEEP_MS = 4_000;
/** A reader that leaves so much unread is cut off: the server would keep it all in memory. */
const MAX_UNREAD_BYTES = 1_048_576;
/** Node's timers overflow beyond this. */
const MAX_TIMER_MS = 2_147_483_647;

/** Ends sockets when their token or their session does, and cuts those that do not read. */
@Injectable()
export class SocketSessions implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(SocketSessions.name);
  private readonly subscriptions: Subscription[] = [];
  private server: BureauServer | null = null;
  private sweeper: NodeJS.Timeout | null = null;

  constructor(
    private readonly callers: SocketCallers,
    private readonly rooms: RoomRights,
    private readonly events: LiveEvents,
  ) {}

  onModuleInit(): void {
    this.subscriptions.push(
      this.events
        .on<{ id: number }>('session.changed')
        .subscribe(({ payload: { id } }) => this.recheck(({ session_id }) => session_id === id)),
      this.events
        .on<{ id: number }>('user.changed')
        .subscribe(({ payload: { id } }) => this.recheck(({ user_id }) => user_id === id)),
      this.events
        .on<{ id: number }>('api_key.changed')
        .subscribe(({ payload: { id } }) => this.recheck(({ api_key }) => api_key?.id === id)),
      this.events.on('role.changed').subscribe(() => this.recheck(() => true)),
    );
  }

  beforeApplicationShutdown(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    if (this.sweeper) clearInterval(this.sweeper);
  }

  /** Watches over the sockets of this server from now on. */
  watch(server: BureauServer): void {
    this.server = server;
    server.on('connection', (socket: BureauSocket) => this.enter(socket));
    this.sweeper = setInterval(() => void this.sweep(), SWEEP_MS);
    this.sweeper.unref();
  }

  /** Closes every socket whose session does not stand any more or that reads nothing, and takes others out of rooms. */
  async sweep(): Promise<void> {
    const sockets = [...(this.server?.sockets.sockets.values() ?? [])];
    for (const socket of sockets) if (unreadBytes(socket) > MAX_UNREAD_BYTES) socket.disconnect(true);
    await this.closeEnded(sockets);
  }

  private enter(socket: BureauSocket): void {
    const { user_id, session_id, expires_at } = socket.data;
    // What a person is told is not for their services: those hear of what they subscribe to.
    if (session_id !== null) void socket.join([userRoom(user_id), sessionRoom(session_id)]);
    const left = Math.max(expires_at - Date.now(), 0);
    if (left > MAX_TIMER_MS) return; // a key of weeks: the sweep ends it
    const timer = setTimeout(() => expire(socket, 'The access token has ended.'), left);
    timer.unref();
    socket.on('disconnect', () => clearTimeout(timer));
  }

  private recheck(concerns: (identity: SocketIdentity) => boolean): void {
    const sockets = [...(this.server?.sockets.sockets.values() ?? [])];
    void this.closeEnded(sockets.filter(({ data }) => concerns(data)));
  }

  private async closeEnded(sockets: readonly BureauSocket[]): Promise<void> {
    if (sockets.length === 0) return;
    try {
      for (const socket of await this.callers.ended(sockets))
        expire(socket, socket.data.api_key ? 'The API key has ended.' : 'The session has ended.');
      await this.rooms.recheck(sockets.filter(({ connected }) => connected));
    } catch (error) {
      this.logger.warn(`Sessions of sockets not checked: ${(error as Error).message}`);
    }
  }
}

function expire(socket: BureauSocket, reason: string): void {
  socket.emit('session.expired', { reason });
  socket.disconnect(true);
}

/** Bytes that were sent and that the other side has not read. */
function unreadBytes(socket: BureauSocket): number {
  const { socket: webSocket } = socket.conn.transport as { socket?: { bufferedAmount?: number } };
  return webSocket?.bufferedAmount ?? 0;
}
