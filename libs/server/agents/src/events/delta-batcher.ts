import { type AgentTaskDelta } from '@bureau/contracts';

/** Tokens of one entry: 20 cost as much to carry as one. */
const BATCH_TOKENS = 20;
/** Nobody sees text later than this after it was written, in milliseconds. */
const BATCH_MS = 50;

/** Gathers the text of one message into pieces of a good size. */
export class DeltaBatcher {
  private pending = '';
  private tokens = 0;
  private offset = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly taskId: number,
    private readonly messageId: string,
    private readonly send: (delta: AgentTaskDelta) => void,
  ) {}

  /** Text that follows what was pushed before. */
  push(text: string): void {
    if (text === '') return;
    this.pending += text;
    if (++this.tokens >= BATCH_TOKENS) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), BATCH_MS);
  }

  /** Begins the message again: an attempt failed, and what was shown of it is replaced by what comes. */
  restart(): void {
    this.drop();
    this.offset = 0;
  }

  /** Sends what is left. */
  flush(): void {
    const text = this.pending;
    this.drop();
    if (text === '') return;
    this.send({ task_id: this.taskId, message_id: this.messageId, offset: this.offset, text });
    this.offset += text.length;
  }

  private drop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.pending = '';
    this.tokens = 0;
  }
}
