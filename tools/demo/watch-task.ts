import { io, type Socket } from 'socket.io-client';
import { type Api } from './api.ts';
import { line, stream } from './printer.ts';

export interface TaskEvent {
  seq: number;
  type: string;
  data: Record<string, unknown>;
}

interface Delta {
  message_id: string;
  text: string;
}

/** An agent task as it happens, over Socket.IO. */
export class TaskWatch {
  private readonly socket: Socket;
  private readonly taskId: number;
  private readonly seen: TaskEvent[] = [];
  private streaming = false;
  private changed: () => void = () => undefined;

  constructor(api: Api, taskId: number) {
    this.taskId = taskId;
    this.socket = io(api.url, { auth: { token: api.accessToken }, transports: ['websocket'] });
    this.socket.on('agent_task.event', (event: TaskEvent) => this.receive(event));
    this.socket.on('agent_task.delta', ({ text }: Delta) => this.print(text));
    // After a reconnection what was missed is replayed first: none lost, none twice.
    this.socket.on('connect', () =>
      this.socket.emit(
        'agent_task.subscribe',
        { id: taskId, after_seq: this.seen.at(-1)?.seq ?? 0 },
        () => undefined,
      ),
    );
    this.socket.on('connect_error', (error) => line(`socket: ${error.message}`));
  }

  /** Waits until the task has one of these statuses. @throws after `seconds` */
  async until(statuses: readonly string[], seconds: number): Promise<string> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const status = this.status();
      if (statuses.includes(status)) return status;
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`Task ${this.taskId} is still ${status} after ${seconds} s.`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.changed = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  /** Data of the last event of a type. */
  last(type: string): Record<string, unknown> | null {
    return this.seen.findLast((event) => event.type === type)?.data ?? null;
  }

  close(): void {
    this.socket.close();
  }

  private status(): string {
    return String(this.last('task.status')?.['status'] ?? 'queued');
  }

  private receive(event: TaskEvent): void {
    if (event.seq <= (this.seen.at(-1)?.seq ?? 0)) return;
    this.seen.push(event);
    if (this.streaming) process.stdout.write('\n');
    this.streaming = false;
    line(`#${String(event.seq).padEnd(3)} ${event.type.padEnd(20)} ${describe(event)}`);
    this.changed();
  }

  private print(text: string): void {
    if (!this.streaming) process.stdout.write('          ');
    this.streaming = true;
    stream(text);
  }
}

function describe({ type, data }: TaskEvent): string {
  if (type === 'message') return String(data['text']).split('\n')[0] ?? '';
  return String(
    data['summary'] ??
      data['status'] ??
      data['title'] ??
      data['decision'] ??
      data['detail'] ??
      data['agent'] ??
      '',
  );
}
