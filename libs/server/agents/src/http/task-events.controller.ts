import { type AgentTaskEvent } from '@bureau/contracts';
import { commonError, Id, Permit } from '@bureau/platform';
import { Controller, Get, Headers, type OnApplicationShutdown, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { TaskStreams } from '../events/task-streams';
import { AgentTasksService } from '../tasks/agent-tasks.service';
import { TaskEventsQuery } from './dto/task-events.query';
import { EventStream } from './event-stream';
import { TaskEventView } from './task-event.view';

const SSE = 'text/event-stream';

/** What happened in a task, as a list or as it happens. */
@ApiTags('agent-tasks')
@Controller('agent-tasks/:id/events')
export class TaskEventsController implements OnApplicationShutdown {
  private readonly open = new Set<EventStream>();

  constructor(
    private readonly tasks: AgentTasksService,
    private readonly streams: TaskStreams,
  ) {}

  /** A list after `after_seq`; with `Accept: text/event-stream` a stream, resumed after `Last-Event-ID`. */
  @Get()
  @Permit('agent_task:read')
  @ApiProduces('application/json', SSE)
  @ApiOkResponse({ type: [TaskEventView] })
  @ApiHeader({ name: 'Last-Event-ID', required: false, schema: { type: 'integer' } })
  async events(
    @Id() id: number,
    @Query() { after_seq: afterSeq = 0, limit }: TaskEventsQuery,
    @Headers('accept') accept: string | undefined,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgentTaskEvent[] | undefined> {
    if (!accept?.includes(SSE)) return this.tasks.eventsOf(id, afterSeq, limit);
    await this.tasks.get(id);
    const after = lastEventId === undefined ? afterSeq : seqOf(lastEventId);
    const stream = new EventStream(reply);
    this.open.add(stream);
    const unwatch = await this.streams.watch(id, after, stream).catch(() => null);
    stream.whenClosed(() => {
      this.open.delete(stream);
      unwatch?.();
    });
    if (!unwatch) stream.close();
    return undefined;
  }

  onApplicationShutdown(): void {
    for (const stream of this.open) stream.close();
  }
}

function seqOf(lastEventId: string): number {
  if (/^\d{1,9}$/.test(lastEventId)) return Number(lastEventId);
  const detail = 'Last-Event-ID is not the id of an event.';
  throw commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer: 'header/Last-Event-ID', code: 'INVALID', detail }],
  });
}
