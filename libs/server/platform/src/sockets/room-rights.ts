import { type Permission } from '@bureau/contracts';
import { Injectable } from '@nestjs/common';
import { SocketCallers } from './socket-callers';
import { type BureauSocket } from './socket-types';

/** The rooms that sockets were let into, and the permission that each of them took. */
@Injectable()
export class RoomRights {
  private readonly taken = new WeakMap<BureauSocket, Map<string, Permission>>();

  constructor(private readonly callers: SocketCallers) {}

  /** Runs work that may join rooms under a permission. */
  async joining(
    socket: BureauSocket,
    permission: Permission,
    work: () => Promise<void> | void,
  ): Promise<void> {
    const before = new Set(socket.rooms);
    await work();
    const rooms = this.taken.get(socket) ?? new Map<string, Permission>();
    for (const room of socket.rooms) if (!before.has(room)) rooms.set(room, permission);
    this.taken.set(socket, rooms);
  }

  /** Takes sockets out of the rooms for which their callers lack the permission by now. */
  async recheck(sockets: readonly BureauSocket[]): Promise<void> {
    for (const socket of sockets) {
      const rooms = this.taken.get(socket);
      if (!rooms || rooms.size === 0) continue;
      const caller = await this.callers.callerOf(socket.data);
      for (const [room, permission] of rooms) {
        if (socket.rooms.has(room) && caller?.permissions.has(permission)) continue;
        rooms.delete(room);
        await socket.leave(room);
      }
    }
  }
}
