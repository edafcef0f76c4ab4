import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningServer } from './server-process.ts';
import type { GuardedKind, Watchdog } from './watchdog-client.ts';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

export interface KeptServerOptions {
  readonly name: string;
  readonly kind: GuardedKind;
  readonly watchdog: Watchdog;
  /** Starts the server, on the given port when it has run before. */
  readonly start: (port?: number) => Promise<RunningServer>;
  /** Is told, in a sentence, of a crash and of what came of the restart. */
  readonly report: (sentence: string) => void;
}

/** A server that is started again, on the same port, when it dies. */
export interface KeptServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts a server and keeps it running until it is told to stop. */
export async function keepRunning(options: KeptServerOptions): Promise<KeptServer> {
  const { name, kind, watchdog, report } = options;
  let current = await options.start();
  const { port } = current;
  let stopping = false;
  watchdog.guard(kind, current.identity);

  async function watch(): Promise<void> {
    for (;;) {
      await current.exited;
      watchdog.release(current.identity);
      if (stopping) return;
      report(`${name} ended unexpectedly and is started again.`);
      if (!(await restart())) return;
      report(`${name} is back.`);
    }
  }

  async function restart(): Promise<boolean> {
    for (let pause = FIRST_PAUSE_MS; !stopping; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      await sleep(pause);
      try {
        const next = await options.start(port);
        if (next.port === port && !stopping) {
          current = next;
          watchdog.guard(kind, next.identity);
          return true;
        }
        await next.stop();
      } catch (error) {
        report(error instanceof Error ? error.message : String(error));
      }
    }
    return false;
  }

  const watching = watch();
  return {
    port,
    async stop() {
      stopping = true;
      await current.stop();
      await watching;
    },
  };
}
