import { type Entity, type ServerEvents } from '@bureau/contracts';
import {
  type BulkChanged,
  type BureauServer,
  type BureauSocket,
  type Caller,
  Database,
  type ResourceAccess,
  SocketRequests,
} from '@bureau/platform';
import { Injectable, Logger } from '@nestjs/common';
import { recordAccess } from '../access/record-access';
import { ENTITY_RESOURCE } from '../persistence/entity.resource';

export type EntityChanged = ServerEvents['entity.changed'];

export const LIST_ROOM = 'entities';
export const entityRoom = (id: number) => `entity:${id}`;

/** Somebody who watches, with the rights of this moment. */
interface Watcher {
  socket: BureauSocket;
  access: ResourceAccess;
}

const NO_COUNTS = { created: 0, updated: 0, deleted: 0, restored: 0 };

const ROWS = `select ${ENTITY_RESOURCE.returning.join(', ')} from entities where id = any($1::bigint[])`;

/**
 * Tells watchers of changes of those records that they may see. Where nobody has row rules nothing is read; otherwise
 * one statement reads the records of all changes that have gathered, however many sockets watch.
 */
@Injectable()
export class EntityWatchers {
  private readonly logger = new Logger(EntityWatchers.name);
  private gathered: EntityChanged[] = [];
  private telling: Promise<void> | null = null;

  constructor(
    private readonly requests: SocketRequests,
    private readonly database: Database,
  ) {}

  /** In the order of the calls; what comes while others are being told is told together. */
  tell(server: BureauServer, change: EntityChanged): void {
    this.gathered.push(change);
    this.telling ??= this.tellAll(server)
      .catch((error: Error) => this.logger.warn(`Watchers were not told: ${error.message}`))
      .finally(() => (this.telling = null));
  }

  /**
   * Tells of many changes at once: how many to those who watch the list, and each of a record that somebody watches.
   * Whoever has row rules is only told to look again, since counts would tell of records that they may not see.
   */
  tellBulk(server: BureauServer, { records, ...bulk }: BulkChanged): void {
    for (const change of records) {
      if (server.sockets.adapter.rooms.has(entityRoom(change.id))) this.tell(server, change);
    }
    this.tellList(server, bulk).catch((error: Error) =>
      this.logger.warn(`Watchers were not told: ${error.message}`),
    );
  }

  private async tellList(server: BureauServer, bulk: Omit<BulkChanged, 'records'>): Promise<void> {
    const { created, updated, deleted, restored } = bulk;
    for (const { socket, access } of await this.watchersOf(server, [])) {
      const counts = access.narrowed ? NO_COUNTS : { created, updated, deleted, restored };
      socket.emit('entity.bulk_changed', counts);
    }
  }

  private async tellAll(server: BureauServer): Promise<void> {
    while (this.gathered.length > 0) {
      const changes = this.gathered;
      this.gathered = [];
      const watchers = await this.watchersOf(server, changes);
      const rows = await this.rowsFor(watchers, changes);
      for (const change of changes) emit(server, watchers, change, rows.get(change.id));
    }
  }

  private async watchersOf(server: BureauServer, changes: readonly EntityChanged[]): Promise<Watcher[]> {
    const rooms = new Set([LIST_ROOM, ...changes.map(({ id }) => entityRoom(id))]);
    const ids = new Set([...rooms].flatMap((room) => [...(server.sockets.adapter.rooms.get(room) ?? [])]));
    const sockets = [...ids].flatMap((id) => server.sockets.sockets.get(id) ?? []);
    const callers = await Promise.all(sockets.map((socket) => this.callerOf(socket)));
    return sockets.flatMap((socket, n) => {
      const caller = callers[n];
      return caller?.permissions.has('entity:read') ? [{ socket, access: recordAccess(caller) }] : [];
    });
  }

  /** Null where the session has ended: the socket is about to be closed. */
  private async callerOf(socket: BureauSocket): Promise<Caller | null> {
    return this.requests.callerOf(socket).catch(() => null);
  }

  /** Nobody with row rules watches: nothing is read. */
  private async rowsFor(
    watchers: readonly Watcher[],
    changes: readonly EntityChanged[],
  ): Promise<Map<number, Entity>> {
    if (!watchers.some(({ access }) => access.narrowed)) return new Map();
    const values = [[...new Set(changes.map(({ id }) => id))]];
    const rows = await this.database.query<Entity>({ name: 'entity_watched', text: ROWS, values });
    return new Map(rows.map((row) => [row.id, row]));
  }
}

/** A record that is gone for good can be shown to nobody by their rules, so only those without any are told. */
function emit(
  server: BureauServer,
  watchers: readonly Watcher[],
  { id, change, version }: EntityChanged,
  row: Entity | undefined,
): void {
  const told = watchers.filter(
    ({ socket, access }) =>
      (socket.rooms.has(LIST_ROOM) || socket.rooms.has(entityRoom(id))) &&
      (!access.narrowed || (row !== undefined && access.may('read', row))),
  );
  // Without a room named, Socket.IO would tell everybody.
  if (told.length > 0)
    server.to(told.map(({ socket }) => socket.id)).emit('entity.changed', { id, change, version });
}
