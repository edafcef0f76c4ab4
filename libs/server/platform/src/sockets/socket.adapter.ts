import { type INestApplication } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { type Server, type ServerOptions } from 'socket.io';
import { CONFIG, type Config } from '../config';
import { originAllowed } from '../http/request/allowed-origins';
import { SocketAdmission } from './socket-admission';
import { SocketSessions } from './socket-sessions';
import { type BureauServer } from './socket-types';

/** What a client may send at once. */
const MAX_MESSAGE_BYTES = 65_536;

/** Socket.IO on the API's own port: known origins, admitted sockets and small messages only. */
export class SocketAdapter extends IoAdapter {
  constructor(private readonly app: INestApplication) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const config = this.app.get<Config>(CONFIG);
    const server = super.createIOServer(port, {
      ...options,
      path: '/socket.io',
      serveClient: false,
      transports: ['websocket', 'polling'],
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      allowRequest: (request, settle) => settle(null, originAllowed(config, request.headers)),
    } as ServerOptions) as BureauServer;
    const admission = this.app.get(SocketAdmission);
    server.use((socket, next) => void admission.admit(socket).then((refusal) => next(refusal ?? undefined)));
    this.app.get(SocketSessions).watch(server);
    return server as unknown as Server;
  }
}
