import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessIdentity } from '../workspace/processes.ts';
import type { RunningServer } from './server-process.ts';
import type { GuardedKind, Watchdog } from './watchdog-client.ts';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
/** A server that held this long before it died gets the short pause again. */
const STABLE_MS = 30_000;

/** Is told of a process at the moment it exists, before it is ready. */
export type OnSpawn = (identity: ProcessIdentity) => void;

export interface KeptServerOptions {
  readonly name: string;
  readonly kind: GuardedKind;
  readonly watchdog: Watchdog;
  /** Starts the server and waits until it is ready, on the given port when it has run before. */
  readonly start: (onSpawn: OnSpawn, port?: number) => Promise<RunningServer>;
  /** Is told, in a sentence, of a crash and of what came of the restart. */
  readonly report: (sentence: string) => void;
}

/** A server that is started again, on the same port, when it dies. */
export interface KeptServer {
  readonly port: number;
  /** Stops it and starts it anew, as after a build; resolves when that came to something, good or bad. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server and keeps it running until it is told to stop. */
export async function keepRunning(options: KeptServerOptions): Promise<KeptServer> {
  const keeper = new Keeper(options);
  await keeper.begin();
  return keeper;
}

class Keeper implements KeptServer {
  private readonly options: KeptServerOptions;
  private current!: RunningServer;
  private watching: Promise<void> = Promise.resolve();
  private stopping = false;
  /** Set while a restart was asked for and is not done. */
  private restarting: PromiseWithResolvers<void> | undefined;

  constructor(options: KeptServerOptions) {
    this.options = options;
  }

  get port(): number {
    return this.current.port;
  }

  async begin(): Promise<void> {
    this.current = await this.startOnce();
    this.watching = this.watch();
  }

  async restart(): Promise<void> {
    this.restarting ??= Promise.withResolvers();
    const { promise } = this.restarting;
    await this.current.stop();
    await promise;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.current.stop();
    await this.watching;
  }

  private startOnce(port?: number): Promise<RunningServer> {
    const { kind, watchdog, start } = this.options;
    return start((identity) => watchdog.guard(kind, identity), port);
  }

  private async watch(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (!this.stopping) {
      const since = Date.now();
      await this.current.exited;
      this.options.watchdog.release(this.current.identity);
      if (this.stopping) return;
      if (!this.restarting)
        this.options.report(`${this.options.name} ended unexpectedly and is started again.`);
      if (Date.now() - since > STABLE_MS || this.restarting) pause = FIRST_PAUSE_MS;
      pause = await this.startAgain(pause);
    }
  }

  /** @returns the pause in milliseconds before the next attempt, should it die again soon */
  private async startAgain(firstPause: number): Promise<number> {
    const { report, name } = this.options;
    let pause = firstPause;
    while (!this.stopping) {
      if (!this.restarting) await sleep(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
      try {
        const wanted = this.current.port;
        const next = await this.startOnce(wanted);
        if (next.port === wanted && !this.stopping) {
          this.current = next;
          if (!this.restarting) report(`${name} is back.`);
          this.endRestart();
          return pause;
        }
        await next.stop();
      } catch (error) {
        this.endRestart();
        report(error instanceof Error ? error.message : String(error));
      }
    }
    return pause;
  }
  private endRestart(): void {
    this.restarting?.resolve();
    this.restarting = undefined;
  }
}
