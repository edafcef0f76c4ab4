import { Global, Module } from '@nestjs/common';
import { RefusalsModule } from '../http/refusals/refusals.module';
import { AuthenticationModule } from '../identity/identity.module';
import { RoomRights } from './room-rights';
import { SocketAdmission } from './socket-admission';
import { SocketCallers } from './socket-callers';
import { SocketRequests } from './socket-requests';
import { SocketSessions } from './socket-sessions';

/** What every gateway shares: admission, the end of sessions, and how messages are answered. */
@Global()
@Module({
  imports: [AuthenticationModule, RefusalsModule],
  providers: [SocketCallers, RoomRights, SocketAdmission, SocketSessions, SocketRequests],
  exports: [SocketAdmission, SocketSessions, SocketRequests],
})
export class SocketsModule {}
