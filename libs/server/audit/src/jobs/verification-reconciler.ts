import { Database, OutboxRoutes, QUEUES, type OutboxEvent } from '@bureau/platform';
import { InjectQueue } from '@nestjs/bullmq';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type Queue } from 'bullmq';

const EVERY_MS = 15_000;

const WAITING = {
  name: 'verifications_waiting',
  text: `select id, lease_epoch from audit_verifications
    where (status = 'queued' and updated_at < now() - interval '5 s') or (status = 'running' and lease_expires_at < now())`,
};

/** Brings every verification to a worker: by its event, and again where that got lost or its worker died. */
@Injectable()
export class VerificationReconciler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(VerificationReconciler.name);
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    @InjectQueue(QUEUES.audit) private readonly queue: Queue,
    routes: OutboxRoutes,
  ) {
    routes.register({ topic: 'audit_verification.changed', queue: QUEUES.audit, job: jobOf });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.round(), EVERY_MS);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Gives every verification that waits a job; one that has a job keeps it. @returns how many wait */
  async reconcile(): Promise<number> {
    const waiting = await this.database.query<{ id: number; lease_epoch: number }>(WAITING);
    await this.queue.addBulk(
      waiting.map(({ id, lease_epoch }) => ({
        name: 'audit.verify',
        data: { verification_id: id },
        // A job that is over must not keep its id: the verification may need another one.
        opts: { jobId: `verification-${id}-e${lease_epoch}`, removeOnComplete: true, removeOnFail: true },
      })),
    );
    return waiting.length;
  }

  private async round(): Promise<void> {
    await this.reconcile().catch((error: Error) =>
      this.logger.warn(`Verifications not looked after: ${error.message}`),
    );
  }
}

function jobOf({ payload }: OutboxEvent) {
  const { id, status } = payload as { id: number; status: string };
  return status === 'queued'
    ? { name: 'audit.verify', id: `verification-${id}`, data: { verification_id: id } }
    : null;
}
