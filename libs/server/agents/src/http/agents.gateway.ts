import { type Acknowledgement, type ChangeSetStatus, type EscalationStatus } from '@bureau/contracts';
import {
  type BureauServer,
  type BureauSocket,
  LiveEvents,
  commonError,
  SocketRequests,
  userRoom,
} from '@bureau/platform';
import { type OnApplicationShutdown } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';
import { type Subscription } from 'rxjs';
import { TaskStreams } from '../events/task-streams';
import { type AgentTaskChanged } from '../tasks/agent-task.resource';
import { AgentTasksService } from '../tasks/agent-tasks.service';
import { TaskSubscribeMessage, TaskUnsubscribeMessage } from './dto/task-subscription.message';

/** Tasks that one socket may watch at a time: a page of them, and a reserve. */
const MAX_WATCHED = 100;

interface ChangeSetChanged {
  id: number;
  version: number;
  status: ChangeSetStatus;
  created_by: number;
  delegated_to: number | null;
}
interface EscalationChanged {
  id: number;
  version: number;
  status: EscalationStatus;
  assigned_to: number;
  delegated_to: number | null;
}

/** Live tasks, change sets and escalations, for those who may see them. */
@WebSocketGateway()
export class AgentsGateway
  implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect, OnApplicationShutdown
{
  @WebSocketServer()
  private readonly server!: BureauServer;

  private readonly watches = new WeakMap<BureauSocket, Map<number, () => void>>();
  private readonly subscriptions: Subscription[] = [];

  constructor(
    private readonly requests: SocketRequests,
    private readonly tasks: AgentTasksService,
    private readonly streams: TaskStreams,
    private readonly live: LiveEvents,
  ) {}

  afterInit(): void {
    this.subscriptions.push(
      this.live
        .on<AgentTaskChanged>('agent_task.changed')
        .subscribe(({ payload: { id, status, version, requested_by } }) => {
          this.server
            .to([userRoom(requested_by), taskRoom(id), OVERSEERS])
            .emit('agent_task.changed', { id, status, version });
        }),
      this.live
        .on<ChangeSetChanged>('change_set.changed')
        .subscribe(({ payload: { id, status, version, created_by, delegated_to } }) => {
          this.server
            .to([...roomsOf(created_by, delegated_to), DECIDERS])
            .emit('change_set.changed', { id, status, version });
        }),
      this.live
        .on<EscalationChanged>('escalation.changed')
        .subscribe(({ payload: { id, status, version, assigned_to, delegated_to } }) => {
          this.server
            .to([...roomsOf(assigned_to, delegated_to), DECIDERS])
            .emit('escalation.changed', { id, status, version });
        }),
      this.live.on<{ id: number }>('user.changed').subscribe(({ payload }) => this.readmit(payload.id)),
    );
  }

  async handleConnection(socket: BureauSocket): Promise<void> {
    await this.admit(socket);
  }

  /** Missed events come first, in order; none is lost and none comes twice. */
  @SubscribeMessage('agent_task.subscribe')
  subscribe(
    @ConnectedSocket() socket: BureauSocket,
    @MessageBody() message: unknown,
  ): Promise<Acknowledgement> {
    return this.requests.answer(
      socket,
      { permission: 'agent_task:read', shape: TaskSubscribeMessage, message },
      async ({ id, after_seq: afterSeq = 0 }) => {
        await this.tasks.get(id);
        const watched = this.watchedBy(socket);
        if (!watched.has(id) && watched.size >= MAX_WATCHED)
          throw commonError(
            'STATE_CONFLICT',
            `This socket watches ${MAX_WATCHED} tasks already. Leave one first.`,
          );
        watched.get(id)?.();
        const unwatch = await this.streams.watch(id, afterSeq, {
          event: (event) => socket.emit('agent_task.event', event),
          delta: (delta) => socket.emit('agent_task.delta', delta),
        });
        if (!socket.connected) return unwatch();
        watched.set(id, unwatch);
        await socket.join(taskRoom(id));
      },
    );
  }

  @SubscribeMessage('agent_task.unsubscribe')
  unsubscribe(
    @ConnectedSocket() socket: BureauSocket,
    @MessageBody() message: unknown,
  ): Promise<Acknowledgement> {
    return this.requests.answer(
      socket,
      { permission: 'agent_task:read', shape: TaskUnsubscribeMessage, message },
      async ({ id }) => {
        const watched = this.watchedBy(socket);
        watched.get(id)?.();
        watched.delete(id);
        await socket.leave(taskRoom(id));
      },
    );
  }

  handleDisconnect(socket: BureauSocket): void {
    for (const unwatch of this.watchedBy(socket).values()) unwatch();
    this.watches.delete(socket);
  }

  onApplicationShutdown(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
  }

  /** Those who see everybody's tasks or decide for others hear of all of them. */
  private async admit(socket: BureauSocket): Promise<void> {
    const caller = await this.requests.callerOf(socket).catch(() => null);
    await Promise.all([
      caller?.permissions.has('agent_task:read_all') ? socket.join(OVERSEERS) : socket.leave(OVERSEERS),
      caller?.permissions.has('change_set:decide_all') ? socket.join(DECIDERS) : socket.leave(DECIDERS),
    ]);
  }

  /** Somebody's role changed: their sockets hear what it now lets them hear. */
  private readmit(userId: number): void {
    for (const socket of this.server.sockets.sockets.values()) {
      if (socket.data.user_id === userId) void this.admit(socket);
    }
  }

  private watchedBy(socket: BureauSocket): Map<number, () => void> {
    const known = this.watches.get(socket);
    if (known) return known;
    const watched = new Map<number, () => void>();
    this.watches.set(socket, watched);
    return watched;
  }
}

const OVERSEERS = 'agent-task-overseers';
const DECIDERS = 'change-set-deciders';

/** Of whoever is asked, and of whoever is in their place. */
function roomsOf(asked: number, delegate: number | null | undefined): string[] {
  return [userRoom(asked), ...(delegate ? [userRoom(delegate)] : [])];
}

function taskRoom(id: number): string {
  return `agent-task:${id}`;
}
