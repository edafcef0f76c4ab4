/** Signals that come within this time of the first are the same Ctrl-C, delivered along several ways. */
const SAME_WISH_MS = 1_000;

/** Asks of the outside to stop: signals, and the end of the launcher. */
export interface StopRequest {
  /** Resolves at the first. */
  readonly asked: Promise<void>;
  /** Calls back at a second one, from a person who does not want to wait. */
  onInsist(callback: () => void): void;
}

/** Begins to listen for asks to stop; from then on a signal no longer ends the process by itself. */
export function listenForStop(): StopRequest {
  let first = 0;
  let insist: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    // A promise keeps no process alive, a timer does.
    const hold = setInterval(() => undefined, 60_000);
    const take = () => {
      if (first > 0 && Date.now() - first > SAME_WISH_MS) insist();
      if (first > 0) return;
      first = Date.now();
      clearInterval(hold);
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, take);
    process.once('disconnect', take);
    process.channel?.unref();
  });
  return { asked, onInsist: (callback) => (insist = callback) };
}
