import { Database, Housekeeping, OutboxRoutes, QUEUES, type OutboxEvent } from '@bureau/platform';
import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Queue } from 'bullmq';

/** Accounts that were erased, and of which the log has no note yet that it let go of them as well. */
const WAITING = {
  name: 'audit_erasures_waiting',
  text: `select u.id from users u where u.erased_at is not null and not exists (
      select from audit_logs a where a.entity_type = 'user' and a.entity_id = u.id and a.action = 'audit_log.forget' and a.timestamp >= u.erased_at)`,
};

/** Brings every erased account to the audit log: by its event, and once an hour where that got lost. */
@Injectable()
export class ErasureReconciler implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly housekeeping: Housekeeping,
    @InjectQueue(QUEUES.audit) private readonly queue: Queue,
    private readonly routes: OutboxRoutes,
  ) {}

  onModuleInit(): void {
    this.routes.register({ topic: 'user.changed', queue: QUEUES.audit, job: jobOf });
    this.housekeeping.register('erased accounts in the audit log', () => this.reconcile());
  }

  async reconcile(): Promise<void> {
    for (const { id } of await this.database.query<{ id: number }>(WAITING))
      await this.queue.add(
        'audit.erase',
        { user_id: id },
        { jobId: `erasure-again-${id}`, removeOnComplete: true, removeOnFail: true },
      );
  }
}

function jobOf({ payload }: OutboxEvent) {
  const { id, change } = payload as { id: number; change: string };
  return change === 'erased' ? { name: 'audit.erase', id: `erasure-${id}`, data: { user_id: id } } : null;
}
