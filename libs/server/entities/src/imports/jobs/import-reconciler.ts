import { type ImportJob } from '@bureau/contracts';
import { Database, Housekeeping, OutboxRoutes, QUEUES, WritePath, type OutboxEvent } from '@bureau/platform';
import { InjectQueue } from '@nestjs/bullmq';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type Queue } from 'bullmq';
import { IMPORT_RESOURCE } from '../../persistence/import-job.resource';

const EVERY_MS = 5_000;
/** Uploads that got no end: their connection or their process is gone. A request may take five minutes. */
const UPLOAD_ABANDONED_AFTER = `interval '1 hour'`;
/** An upload that nobody started after a look at its preview. */
const START_WITHIN = `interval '1 day'`;
/** How long all errors of an import can be downloaded; the first stay. */
const KEEP_ERRORS_FOR = `interval '30 days'`;

const WAITING = {
  name: 'imports_waiting',
  text: `select id, lease_epoch from import_jobs
    where (status = 'queued' and updated_at < now() - interval '2 s') or (status = 'running' and lease_expires_at < now())
    order by id limit 100`,
};

/** Brings every import to a worker: by its event, and again where that got lost or its worker died. */
@Injectable()
export class ImportReconciler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ImportReconciler.name);
  private readonly jobs: WritePath<ImportJob>;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    @InjectQueue(QUEUES.imports) private readonly queue: Queue,
    routes: OutboxRoutes,
    housekeeping: Housekeeping,
  ) {
    this.jobs = new WritePath(database, IMPORT_RESOURCE);
    routes.register({ topic: 'import_job.changed', queue: QUEUES.imports, job: jobOf });
    housekeeping.register('errors of old imports', () => this.dropOldErrors());
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.round(), EVERY_MS);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Gives every import that waits a job; one that has a job keeps it. @returns how many wait */
  async reconcile(): Promise<number> {
    const waiting = await this.database.query<{ id: number; lease_epoch: number }>(WAITING);
    await this.queue.addBulk(
      waiting.map(({ id, lease_epoch }) => ({
        name: 'import.run',
        data: { import_id: id },
        // A job that is over must not keep its id: the import may need another one.
        opts: { jobId: `import-${id}-e${lease_epoch}`, removeOnComplete: true, removeOnFail: true },
      })),
    );
    return waiting.length;
  }

  /** Removes uploads that were never finished or never started, with what was stored of them. */
  async dropAbandonedUploads(): Promise<void> {
    const abandoned = await this.database.query<{ id: number }>({
      name: 'imports_abandoned',
      text: `select id from import_jobs where (status = 'uploading' and updated_at < now() - ${UPLOAD_ABANDONED_AFTER})
        or (status = 'uploaded' and updated_at < now() - ${START_WITHIN}) limit 20`,
    });
    const guard = { text: `e.status in ('uploading', 'uploaded')`, values: [] };
    for (const { id } of abandoned) await this.jobs.remove(id, { guard });
  }

  /** Deletes the errors of imports that ended long ago. */
  async dropOldErrors(): Promise<void> {
    await this.database.query({
      name: 'imports_old_errors',
      text: `delete from import_errors where (import_id, n) in (select x.import_id, x.n from import_errors x join import_jobs j on j.id = x.import_id
        where j.finished_at < now() - ${KEEP_ERRORS_FOR} limit 10000)`,
    });
  }

  private async round(): Promise<void> {
    try {
      await this.reconcile();
      await this.dropAbandonedUploads();
    } catch (error) {
      this.logger.warn(`Imports not looked after: ${(error as Error).message}`);
    }
  }
}

function jobOf({ payload }: OutboxEvent): { name: string; id: string; data: { import_id: number } } | null {
  const { id, version, status } = payload as { id: number; version: number; status: string };
  return status === 'queued'
    ? { name: 'import.run', id: `import-${id}-v${version}`, data: { import_id: id } }
    : null;
}
