import { type AgentTaskDelta, type AgentTaskEvent } from '@bureau/contracts';
import { type FastifyReply } from 'fastify';
import { type TaskListener } from '../events/task-watch';

/** Comment lines keep proxies from closing a silent stream. */
const PING_MS = 15_000;
/** A reader that leaves so much unread is let go; it resumes with `Last-Event-ID`. */
const MAX_UNREAD_BYTES = 1_048_576;

/** A `text/event-stream` answer: durable events have an id and can be resumed after it, pieces of text have none. */
export class EventStream implements TaskListener {
  private readonly ping: NodeJS.Timeout;
  private closed = false;
  private onClose: (() => void) | null = null;

  constructor(private readonly reply: FastifyReply) {
    reply.hijack();
    reply.raw.writeHead(200, {
      ...headersOf(reply),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    reply.raw.flushHeaders();
    this.ping = setInterval(() => this.write(': ping\n\n'), PING_MS);
    reply.raw.on('close', () => this.close());
  }

  event(event: AgentTaskEvent): void {
    this.write(`id: ${event.seq}\nevent: agent_task.event\ndata: ${JSON.stringify(event)}\n\n`);
  }

  delta(delta: AgentTaskDelta): void {
    this.write(`event: agent_task.delta\ndata: ${JSON.stringify(delta)}\n\n`);
  }

  /** Calls `release` when the stream ends, or now if it has. */
  whenClosed(release: () => void): void {
    if (this.closed) release();
    else this.onClose = release;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    clearInterval(this.ping);
    this.onClose?.();
    this.reply.raw.end();
  }

  private write(text: string): void {
    if (this.closed) return;
    this.reply.raw.write(text);
    if (this.reply.raw.writableLength > MAX_UNREAD_BYTES) {
      this.close();
      this.reply.raw.destroy();
    }
  }
}

/** What other layers set on the answer: the request id, rate limits, security headers. */
function headersOf(reply: FastifyReply): Record<string, string | number | string[]> {
  return Object.fromEntries(
    Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined),
  ) as Record<string, string | number | string[]>;
}
