import { computed, DestroyRef, inject, Service, signal, type Signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import {
  type AgentTask,
  type AgentTaskDelta,
  type AgentTaskEvent,
  type ServerEvents,
} from '@bureau/contracts';
import { type ApiProblem, Live, toApiProblem } from '@bureau/portal-core';
import { filter, skip } from 'rxjs';
import { AgentsApi } from './agents-api';
import { coalesce } from './coalesce';
import { append, type StreamedText } from './streamed-text';
import { EMPTY_STORY, tell, type TaskStory } from './task-story';

/**
 * One task as it happens: its row, its durable events in order and without gaps, and the text that is being written.
 * Text is painted once per frame. Provide it with the page that shows the task, and `open` it once.
 */
@Service({ autoProvided: false })
export class LiveTask {
  readonly #api = inject(AgentsApi);
  readonly #live = inject(Live);
  readonly #destroyed = inject(DestroyRef);
  readonly #task = signal<AgentTask | undefined>(undefined);
  readonly #taskProblem = signal<ApiProblem | null>(null);
  readonly #storyProblem = signal<ApiProblem | null>(null);
  readonly #story = signal<TaskStory>(EMPTY_STORY);
  readonly #writing = signal<StreamedText | null>(null);
  readonly #caughtUp = signal<number | null>(null);
  readonly #storyRead = signal(false);
  /** Events that arrived before those in front of them. */
  readonly #early = new Map<number, AgentTaskEvent>();
  readonly #readTask = coalesce(() => this.#loadTask());
  readonly #readEvents = coalesce(() => this.#loadEvents());
  #deltas: AgentTaskDelta[] = [];
  #frame = 0;
  #id = 0;

  readonly task: Signal<AgentTask | undefined> = this.#task.asReadonly();
  /** Why the newest state could not be read. */
  readonly problem = computed(() => this.#taskProblem() ?? this.#storyProblem());
  readonly loading = computed(() => this.#task() === undefined && this.#taskProblem() === null);
  readonly story = this.#story.asReadonly();
  /** The message that is being written, until it is whole. */
  readonly writing = this.#writing.asReadonly();
  /** How many events came while the connection was away, after it came back; null when nothing is to be said. */
  readonly caughtUp = this.#caughtUp.asReadonly();
  /** The events from before the page was opened are told. */
  readonly storyRead = this.#storyRead.asReadonly();

  constructor() {
    this.#destroyed.onDestroy(() => cancelAnimationFrame(this.#frame));
    const reconnected = (count: number) => count > 1;
    toObservable(this.#live.connections)
      .pipe(skip(1), filter(reconnected), takeUntilDestroyed())
      .subscribe(() => void this.#catchUp());
  }

  /** Starts following a task, for the life of the page. */
  open(id: number): void {
    this.#id = id;
    this.#listen('agent_task.changed', (event) => event.id === id && void this.#readTask());
    this.#listen('agent_task.event', (event) => event.task_id === id && this.#take([event]));
    this.#listen('agent_task.delta', (delta) => delta.task_id === id && this.#paint(delta));
    this.#destroyed.onDestroy(
      this.#live.watch({ topic: 'agent_task', payload: () => ({ id, after_seq: this.#story().lastSeq }) }),
    );
    void this.reload().then(() => this.#storyRead.set(true));
  }

  /** Reads the task and its events again. */
  async reload(): Promise<void> {
    await Promise.all([this.#readTask(), this.#readEvents()]);
  }

  /** Shows the row that a write answered with. */
  put(task: AgentTask): void {
    if (task.version >= (this.#task()?.version ?? 0)) this.#task.set(task);
  }

  /** The reader has seen how much was caught up. */
  forgetCaughtUp(): void {
    this.#caughtUp.set(null);
  }

  #listen<E extends keyof ServerEvents>(event: E, take: (payload: ServerEvents[E]) => unknown): void {
    this.#live.on(event).pipe(takeUntilDestroyed(this.#destroyed)).subscribe(take);
  }

  async #catchUp(): Promise<void> {
    const before = this.#story().lastSeq;
    await this.reload();
    const missed = this.#story().lastSeq - before;
    if (missed > 0) this.#caughtUp.set(missed);
  }

  async #loadTask(): Promise<void> {
    try {
      this.put(await this.#api.task(this.#id));
      this.#taskProblem.set(null);
    } catch (error) {
      this.#taskProblem.set(toApiProblem(error));
    }
  }

  async #loadEvents(): Promise<void> {
    try {
      for (;;) {
        const before = this.#story().lastSeq;
        this.#take(await this.#api.eventsAfter(this.#id, before), false);
        if (this.#story().lastSeq === before) return this.#storyProblem.set(null);
      }
    } catch (error) {
      this.#storyProblem.set(toApiProblem(error));
    }
  }

  /** Tells the events that continue the story; one that came too early waits, and what is missing is read. */
  #take(events: readonly AgentTaskEvent[], live = true): void {
    events.forEach((event) => this.#early.set(event.seq, event));
    const next: AgentTaskEvent[] = [];
    for (let seq = this.#story().lastSeq + 1; this.#early.has(seq); seq++) {
      next.push(this.#early.get(seq) as AgentTaskEvent);
    }
    this.#story.update((story) => tell(story, next));
    const told = this.#story().lastSeq;
    [...this.#early.keys()].filter((seq) => seq <= told).forEach((seq) => this.#early.delete(seq));
    this.#dropWrittenText(next);
    if (live && this.#early.size) void this.#readEvents();
    if (next.some((event) => event.type === 'task.status' || event.type === 'agent.finished'))
      void this.#readTask();
  }

  /** A whole message takes the place of the text that was written so far. */
  #dropWrittenText(events: readonly AgentTaskEvent[]): void {
    for (const event of events) {
      if (event.type !== 'message') continue;
      this.#deltas = this.#deltas.filter((delta) => delta.message_id !== event.data.message_id);
      if (this.#writing()?.message_id === event.data.message_id) this.#writing.set(null);
    }
  }

  #paint(delta: AgentTaskDelta): void {
    if (this.#story().messages.some((message) => message.id === delta.message_id)) return;
    this.#deltas.push(delta);
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const deltas = this.#deltas;
      this.#deltas = [];
      if (deltas.length) this.#writing.update((now) => deltas.reduce<StreamedText | null>(append, now));
    });
  }
}
