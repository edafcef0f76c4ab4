import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { AuditTools } from '../audit-tools';

/** For so long at most a row stands unsealed, and a seal without a checkpoint. */
const EVERY_MS = 5_000;

/** Seals the audit log while the worker runs, and once more when it ends. */
@Injectable()
export class AuditSealing implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(AuditSealing.name);
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private stopping = false;
  private failing = false;

  constructor(private readonly tools: AuditTools) {}

  onApplicationBootstrap(): void {
    this.plan();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
    await this.round();
  }

  /** Seals everything that waits; a failure is told once and tried again. */
  async round(): Promise<void> {
    try {
      let more = true;
      while (more) more = ((await this.tools.sealer.run())?.more ?? false) && !this.stopping;
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.logger.error(`The audit log is not sealed: ${(error as Error).message}`);
      this.failing = true;
    }
  }

  private plan(): void {
    this.timer = setTimeout(() => {
      this.running = this.round().then(() => {
        if (!this.stopping) this.plan();
      });
    }, EVERY_MS);
    this.timer.unref();
  }
}
