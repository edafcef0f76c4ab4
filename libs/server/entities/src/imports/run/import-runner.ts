import { type Entity } from '@bureau/contracts';
import {
  CallerDirectory,
  currentContext,
  Database,
  emitEvent,
  emptyContext,
  itemsOf,
  ProblemError,
  runInContext,
  WritePath,
  type Caller,
} from '@bureau/platform';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { ENTITY_RESOURCE } from '../../persistence/entity.resource';
import { planColumns, UnreadableFileError, type ColumnPlan } from '../csv/csv-header';
import { csvRows } from '../csv/csv-rows';
import { recordOfRow } from '../csv/record-of-row';
import { ImportBatch } from './import-batch';
import { ImportLeases, MAX_CLAIMS, type ImportLease, type ImportProgress } from './import-lease';
import { importPieces } from './import-pieces';

/** Another run has taken over, or the import was cancelled: this run must write nothing more. */
class LeaseLostError extends Error {}
/** The process is to end; another goes on where this one stops. */
class HandedBackError extends Error {}

/**
 * Makes records of a stored file. A batch of rows and the note of how far it came are one statement: a run that is
 * killed anywhere is resumed behind the last batch, so that no row is lost and none made twice.
 */
@Injectable()
export class ImportRunner implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ImportRunner.name);
  private readonly records: WritePath<Entity>;
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly directory: CallerDirectory,
    private readonly leases: ImportLeases,
  ) {
    this.records = new WritePath(database, ENTITY_RESOURCE);
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  /** Runs an import to its end, unless somebody else does. */
  async run(importId: number): Promise<void> {
    const lease = this.stopping ? null : await this.leases.claim(importId);
    if (lease)
      await runInContext(emptyContext(`import-${importId}-${lease.epoch}`), () => this.guarded(lease));
  }

  private async guarded(lease: ImportLease): Promise<void> {
    try {
      if (lease.epoch > MAX_CLAIMS) throw new UnreadableFileError('The import was interrupted too often.');
      await this.work(lease);
    } catch (error) {
      if (error instanceof LeaseLostError) return;
      if (error instanceof HandedBackError) return this.leases.release(lease);
      if (error instanceof UnreadableFileError) return this.end(lease, error.message);
      // The database is away: the lease runs out, and whoever claims it then goes on.
      if (error instanceof ProblemError && error.status === 503) throw error;
      this.logger.error(error);
      await this.end(lease, 'The import failed for a reason that is no fault of the file. It is in the log.');
    }
  }

  private async end(lease: ImportLease, error: string): Promise<void> {
    await this.leases.finish(lease, 'failed', error);
  }

  private async work(lease: ImportLease): Promise<void> {
    let plan: ColumnPlan | null = null;
    let behindHeader = 0;
    let batch = new ImportBatch(lease.progress);
    for await (const row of csvRows(importPieces(this.database, lease.id))) {
      if (!plan) {
        if (row.problem) throw new UnreadableFileError(`Line ${row.line}: ${row.problem}`);
        plan = planColumns(row.cells, lease.name_column);
      } else if (++behindHeader > lease.progress.rows_read) {
        batch.add(recordOfRow(row, plan));
        if (batch.isFull) batch = await this.write(lease, batch);
      }
    }
    if (!plan)
      throw new UnreadableFileError(
        'The file has no rows; the first one must hold the titles of the columns.',
      );
    if (!batch.isEmpty) batch = await this.write(lease, batch);
    const { rows_created, rows_failed } = batch.progress();
    const useless = rows_created === 0 && rows_failed > 0;
    await this.leases.finish(
      lease,
      useless ? 'failed' : 'completed',
      useless ? 'No row could be imported.' : null,
    );
  }

  /** @returns the batch that follows */
  private async write(lease: ImportLease, batch: ImportBatch): Promise<ImportBatch> {
    const { user_id } = await this.actAs(lease.requested_by);
    const progress = batch.progress();
    const items = batch.records.map((record) => ({ patch: { ...record, owner_id: user_id } }));
    const result = await this.records.batch({
      gate: this.leases.settle(lease, progress),
      items: itemsOf(items),
    });
    if (result.outcome === 'closed') throw new LeaseLostError();
    if (result.outcome === 'refused') throw new Error(`Import ${lease.id}: new records were refused`);
    await this.tell(lease, progress);
    if (this.stopping) throw new HandedBackError();
    return new ImportBatch(progress);
  }

  /** The requester with the rights of this moment, who is the caller of the running work from here on. */
  private async actAs(userId: number): Promise<Caller> {
    const caller = await this.directory.callerFor(userId);
    if (!caller?.permissions.has('entity:import') || !caller.permissions.has('entity:create')) {
      throw new UnreadableFileError('Whoever asked for the import may not import records any more.');
    }
    const context = currentContext();
    if (context) context.caller = caller;
    return caller;
  }

  /** Only a hint for those who watch: one that is lost is followed by the next. */
  private async tell({ id, requested_by, file_name }: ImportLease, progress: ImportProgress): Promise<void> {
    const { version, rows_created, rows_failed } = progress;
    const payload = {
      id,
      change: 'updated',
      version,
      by: requested_by,
      status: 'running',
      requested_by,
      file_name,
    };
    await emitEvent(this.database, 'import_job.changed', { ...payload, rows_created, rows_failed });
  }
}
