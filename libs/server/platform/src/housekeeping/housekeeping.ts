import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';

const EVERY_MS = 3_600_000;
/** After a start, when the processes that started with it have settled. */
const FIRST_MS = 60_000;

/** Work that keeps the database small or ready, once an hour. It must be harmless when two processes do it at once. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Housekeeping.name);
  private readonly chores = new Map<string, () => Promise<void>>();
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  /** @param name what it does, for the log */
  register(name: string, chore: () => Promise<void>): void {
    this.chores.set(name, chore);
  }

  onApplicationBootstrap(): void {
    this.plan(FIRST_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  /** Does all of it now; one that fails does not keep the others from their turn. */
  async run(): Promise<void> {
    for (const [name, chore] of this.chores) {
      await chore().catch((error: Error) =>
        this.logger.warn(`Not done, next try in an hour: ${name}: ${error.message}`),
      );
    }
  }

  private plan(ms: number): void {
    this.timer = setTimeout(() => {
      this.running = this.run().then(() => this.plan(EVERY_MS));
    }, ms);
    this.timer.unref();
  }
}
