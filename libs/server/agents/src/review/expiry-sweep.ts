import { emptyContext, newRequestId, runInContext } from '@bureau/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { EscalationDecisions } from '../escalations/escalation-decisions.service';
import { ChangeSetClosing } from '../change-sets/decision/change-set-closing.service';

/** Proposals live for days: a minute late is on time. */
const INTERVAL_MS = 60_000;

/** Ends, by the database's clock, what nobody decided in time. Any number of workers may sweep at once. */
@Injectable()
export class ExpirySweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ExpirySweep.name);
  private timer?: NodeJS.Timeout;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly changeSets: ChangeSetClosing,
    private readonly escalations: EscalationDecisions,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => (this.running = this.running.then(() => this.sweep())), INTERVAL_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One round; a failure is left to the next one. */
  async sweep(): Promise<void> {
    try {
      await runInContext(emptyContext(newRequestId()), async () => {
        await this.changeSets.expireOverdue();
        await this.escalations.expireOverdue();
        await this.escalations.rise();
      });
    } catch (error) {
      this.logger.error(error);
    }
  }
}
