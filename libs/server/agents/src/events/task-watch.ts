import { type AgentTaskDelta, type AgentTaskEvent } from '@bureau/contracts';
import { type StreamEntry, type StreamedEntry, compareStreamIds } from './task-stream';

/** Who is told of a task. Events come in order of `seq`, none twice and none left out. */
export interface TaskListener {
  event(event: AgentTaskEvent): void;
  delta(delta: AgentTaskDelta): void;
}

/** Reads durable events after a `seq`, oldest first; a page that is not full is the last. */
export type ReadEvents = (afterSeq: number) => Promise<AgentTaskEvent[]>;

/**
 * One watcher's place in a task's story. Whatever arrives, from the stream, from a reconnect or from a look into the
 * database, goes through one queue, so that the watcher sees one order.
 */
export class TaskWatch {
  private lastSeq: number;
  private lastStreamId = '0-0';
  private readonly finished = new Set<string>();
  private work: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(
    afterSeq: number,
    private readonly listener: TaskListener,
    private readonly read: ReadEvents,
  ) {
    this.lastSeq = afterSeq;
  }

  /** `seq` of the last event that the watcher was told. */
  get seq(): number {
    return this.lastSeq;
  }

  /** Tells everything that the database has and the watcher has not seen. */
  catchUp(): Promise<void> {
    return this.enqueue(() => this.fill());
  }

  /** Takes entries of the stream, in order; those that were taken before are left out. */
  offer(entries: readonly StreamedEntry[]): Promise<void> {
    return this.enqueue(async () => {
      for (const { entry } of entries) if (entry.kind === 'event') this.note(entry.event);
      for (const { id, entry } of entries) await this.take(id, entry);
    });
  }

  close(): void {
    this.closed = true;
  }

  private async take(id: string, entry: StreamEntry): Promise<void> {
    if (compareStreamIds(id, this.lastStreamId) <= 0) return;
    this.lastStreamId = id;
    if (entry.kind === 'delta') this.tellDelta(entry.delta);
    else if (entry.event.seq === this.lastSeq + 1) this.tell(entry.event);
    else if (entry.event.seq > this.lastSeq) await this.fill();
  }

  private async fill(): Promise<void> {
    for (;;) {
      const events = await this.read(this.lastSeq);
      if (events.length === 0) return;
      for (const event of events) if (event.seq === this.lastSeq + 1) this.tell(event);
      if (events.at(-1)?.seq !== this.lastSeq) return;
    }
  }

  private tell(event: AgentTaskEvent): void {
    this.lastSeq = event.seq;
    this.note(event);
    if (!this.closed) this.listener.event(event);
  }

  private note(event: AgentTaskEvent): void {
    if (event.type === 'message') this.finished.add(event.data.message_id);
  }

  /** A message that is whole needs no pieces: they are from before the watcher came. */
  private tellDelta(delta: AgentTaskDelta): void {
    if (!this.closed && !this.finished.has(delta.message_id)) this.listener.delta(delta);
  }

  private enqueue(work: () => Promise<void>): Promise<void> {
    const next = this.work.then(() => (this.closed ? undefined : work()));
    this.work = next.catch(() => undefined); // the next look into the database makes good what this one could not
    return next;
  }
}
