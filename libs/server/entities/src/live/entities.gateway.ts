import { type Acknowledgement, type ImportProgress } from '@bureau/contracts';
import {
  commonError,
  LiveEvents,
  SocketRequests,
  userRoom,
  type BulkChanged,
  type BureauServer,
  type BureauSocket,
} from '@bureau/platform';
import { type OnApplicationShutdown } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { type Subscription } from 'rxjs';
import { EntitiesService } from '../entities.service';
import { EntitySubscriptionMessage } from './entity-subscription.message';
import { type EntityChanged, entityRoom, EntityWatchers, LIST_ROOM } from './entity-watchers';

/** Rooms that one socket may be in: a full page of records, and a reserve. */
const MAX_ROOMS = 250;

type ImportJobChanged = ImportProgress & { requested_by: number };

/** Says that records and imports changed; whoever may see more reads it over REST. */
@WebSocketGateway()
export class EntitiesGateway implements OnGatewayInit, OnApplicationShutdown {
  @WebSocketServer()
  private readonly server!: BureauServer;

  private readonly subscriptions: Subscription[] = [];

  constructor(
    private readonly requests: SocketRequests,
    private readonly entities: EntitiesService,
    private readonly live: LiveEvents,
    private readonly watchers: EntityWatchers,
  ) {}

  afterInit(): void {
    this.subscriptions.push(
      this.live
        .on<EntityChanged>('entity.changed')
        .subscribe(({ payload }) => this.watchers.tell(this.server, payload)),
      this.live.on<ImportJobChanged>('import_job.changed').subscribe(({ payload }) => {
        this.server.to(userRoom(payload.requested_by)).emit('import.changed', progressOf(payload));
      }),
      this.live
        .on<BulkChanged>('entity.bulk_changed')
        .subscribe(({ payload }) => this.watchers.tellBulk(this.server, payload)),
    );
  }

  onApplicationShutdown(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
  }

  @SubscribeMessage('entity.subscribe')
  subscribe(
    @ConnectedSocket() socket: BureauSocket,
    @MessageBody() message: unknown,
  ): Promise<Acknowledgement> {
    return this.answer(socket, message, async ({ id }) => {
      if (id !== undefined) await this.entities.get(id);
      if (socket.rooms.size >= MAX_ROOMS) throw tooManyRooms();
      await socket.join(roomOf(id));
    });
  }

  @SubscribeMessage('entity.unsubscribe')
  unsubscribe(
    @ConnectedSocket() socket: BureauSocket,
    @MessageBody() message: unknown,
  ): Promise<Acknowledgement> {
    return this.answer(socket, message, async ({ id }) => socket.leave(roomOf(id)));
  }

  private answer(
    socket: BureauSocket,
    message: unknown,
    work: (input: EntitySubscriptionMessage) => Promise<void> | void,
  ): Promise<Acknowledgement> {
    return this.requests.answer(
      socket,
      { permission: 'entity:read', shape: EntitySubscriptionMessage, message },
      work,
    );
  }
}

function progressOf(job: ImportJobChanged): ImportProgress {
  const { id, status, phase, version, rows_read, rows_total, rows_failed } = job;
  const { rows_created, rows_updated, rows_unchanged } = job;
  const rows = { rows_read, rows_total, rows_created, rows_updated, rows_unchanged, rows_failed };
  return { id, status, phase, version, ...rows };
}

function roomOf(id: number | undefined): string {
  return id === undefined ? LIST_ROOM : entityRoom(id);
}

function tooManyRooms(): Error {
  return commonError(
    'STATE_CONFLICT',
    `This socket watches ${MAX_ROOMS} records already. Leave some, or watch the list.`,
  );
}
