const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;
const LABEL_WIDTH = 34;

/** Where the lines go; `process.stdout` but for tests. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** How a step's line reads when it is done. */
export interface Outcome {
  readonly label: string;
  readonly good: boolean;
}

/** The steps of a command, each shown with its time when it is done; on a terminal, with what is being done now. */
export class StepList {
  private readonly screen: Screen;
  private readonly active = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private frame = 0;
  private silent = false;

  constructor(screen: Screen = process.stdout) {
    this.screen = screen;
  }

  /**
   * Shows a step while `work` goes on.
   *
   * @param label what is being done, and the line's text unless the result names a better one
   * @param describe gives the finished line's text from the result, and whether it is a good one
   */
  async run<T>(label: string, work: () => Promise<T>, describe?: (result: T) => Outcome): Promise<T> {
    const started = Date.now();
    this.begin(label, started);
    try {
      const result = await work();
      this.end(label);
      this.done(describe?.(result) ?? { label, good: true }, Date.now() - started);
      return result;
    } catch (error) {
      this.end(label);
      this.print(`✗ ${label}`);
      throw error;
    }
  }

  /** A finished step whose time the caller took, in milliseconds. */
  done({ label, good }: Outcome, ms: number): void {
    this.print(`${good ? '✓' : '✗'} ${label.padEnd(LABEL_WIDTH)} ${(ms / 1000).toFixed(1)} s`);
  }

  /** A line of its own, above what is being done. */
  print(line: string): void {
    if (this.silent) return;
    this.clear();
    this.screen.write(`${line}\n`);
    this.draw();
  }

  /** Shows nothing more: what still goes on is being broken off. */
  silence(): void {
    this.clear();
    clearInterval(this.timer);
    this.silent = true;
  }

  private begin(label: string, started: number): void {
    this.active.set(label, started);
    if (!this.screen.isTTY || this.silent) return;
    this.timer ??= setInterval(() => this.draw(), FRAME_MS).unref();
    this.draw();
  }

  private end(label: string): void {
    this.active.delete(label);
    this.clear();
    if (this.active.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private draw(): void {
    if (!this.screen.isTTY || this.silent || this.active.size === 0) return;
    const now = Date.now();
    const parts = [...this.active].map(
      ([label, started]) => `${label} ${Math.floor((now - started) / 1000)} s`,
    );
    const line = `${SPINNER[this.frame++ % SPINNER.length]} ${parts.join(' · ')}`;
    this.screen.write(`\r\u001b[K${line.slice(0, (this.screen.columns ?? 80) - 1)}`);
  }

  private clear(): void {
    if (this.screen.isTTY && this.timer) this.screen.write('\r\u001b[K');
  }
}
