/** Lets a few pieces of work run at a time, and a few more wait. */
export class Semaphore {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /**
   * @param slots pieces of work that run at once
   * @param queue pieces that may wait
   * @param full makes the error for one more
   */
  constructor(
    private readonly slots: number,
    private readonly queue: number,
    private readonly full: () => Error,
  ) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < this.slots) this.running++;
    else if (this.waiting.length >= this.queue) throw this.full();
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next)
        next(); // hands its slot over
      else this.running--;
    }
  }
}
