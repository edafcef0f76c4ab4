/** BullMQ's largest priority; smaller numbers go first. */
export const MAX_PRIORITY = 2_097_152;

/**
 * Virtual-time fairness: each requester has a clock that advances with what they ask for, and whoever is furthest
 * behind goes first. Ten thousand tasks of one person delay another's by one turn.
 */
export class FairShare {
  private readonly clocks = new Map<number, number>();
  private now = 0;

  /** @param weight how much of the requester's share a task takes; 1 to 10, as its priority */
  place(requester: number, weight: number): number {
    const place = Math.max(this.now, this.clocks.get(requester) ?? 0) + Math.max(1, Math.min(10, weight));
    this.clocks.set(requester, place);
    return Math.min(place, MAX_PRIORITY);
  }

  /**
   * Brings the clock up to the queue: nobody is placed before what is being served.
   * @param head place of the first waiting job, or null where none waits; all clocks then start anew
   */
  advance(head: number | null): void {
    if (head === null) {
      this.clocks.clear();
      this.now = 0;
      return;
    }
    this.now = Math.max(this.now, head - 1);
    for (const [requester, place] of this.clocks) if (place <= this.now) this.clocks.delete(requester);
  }
}
