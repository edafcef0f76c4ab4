import { type ImportStatus } from '@bureau/contracts';
import {
  CallerDirectory,
  currentContext,
  Database,
  emitEvent,
  emptyContext,
  ProblemError,
  runInContext,
  type Caller,
  type Executor,
} from '@bureau/platform';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { brokenConstraint } from '../../entity.errors';
import { UnreadableFileError } from '../csv/csv-header';
import { recordAccess } from '../../access/record-access';
import { missingRight } from '../import-rights';
import { keyColumn } from '../plan/import-plan';
import { ImportCheck, type CheckedFile } from './import-check';
import { BadRowsError } from './import-chunk';
import { ImportClosing } from './import-closing';
import { insertErrors } from './import-errors';
import { ImportLeases, LeaseLostError, MAX_CLAIMS, type ImportLease } from './import-lease';
import { readProgress } from './import-progress';
import { ImportWrite, reasonOf } from './import-write';
import { NO_ROWS, type RowCounts } from './row-counts';

/** The process is to end; another goes on where this one stops. */
class HandedBackError extends Error {}

const NOTHING = 'No row could be imported.';

/**
 * Makes records of a stored file: checks every row first, then writes them. Each step and the note of how far it came
 * are one transaction, so that a run that is killed anywhere is resumed with no row lost and none made twice.
 */
@Injectable()
export class ImportRunner implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ImportRunner.name);
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly directory: CallerDirectory,
    private readonly leases: ImportLeases,
    private readonly check: ImportCheck,
    private readonly writing: ImportWrite,
    private readonly closing: ImportClosing,
  ) {}

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
      if (error instanceof UnreadableFileError) return this.end(lease, 'failed', error.message);
      if (error instanceof BadRowsError) return this.refuse(lease, error);
      // The database is away: the lease runs out, and whoever claims it then goes on.
      if (error instanceof ProblemError && error.status === 503) throw error;
      if (brokenConstraint(error) !== null)
        return this.end(lease, 'failed', `Nothing was imported. ${reasonOf(error)}`);
      this.logger.error(error);
      await this.end(
        lease,
        'failed',
        'The import failed for a reason that is no fault of the file. It is in the log.',
      );
    }
  }

  private async work(lease: ImportLease): Promise<void> {
    const caller = await this.actAs(lease);
    const checked =
      lease.phase === 'writing'
        ? await this.checkedBefore(lease)
        : await this.check.run(lease, caller, () => this.between(lease));
    if (lease.plan?.check_only) return this.setAside(lease);
    const good = checked.rows_read - checked.rows_failed;
    if (lease.plan?.mode === 'all_or_nothing') return this.writeAll(lease, caller, checked);
    if (good > 0) await this.writing.skippingBad(lease, caller, good, () => this.between(lease));
    const { rows_created, rows_updated, rows_unchanged, rows_failed } = await readProgress(
      this.database,
      lease.id,
    );
    const useless = rows_created + rows_updated + rows_unchanged === 0 && rows_failed > 0;
    await this.end(lease, useless ? 'failed' : 'completed', useless ? NOTHING : null);
  }

  private async writeAll(
    lease: ImportLease,
    caller: Caller,
    { rows_read, rows_failed }: CheckedFile,
  ): Promise<void> {
    if (rows_failed > 0) {
      const rows = rows_failed === 1 ? 'One row is' : `${rows_failed} rows are`;
      return this.end(lease, 'failed', `Nothing was imported: ${rows} not good.`);
    }
    const between = async (written: RowCounts) => {
      await this.leases.hold(lease);
      await this.between(lease, written);
    };
    const close = async (tx: Executor) => {
      const { outcome } = await this.closing.close(tx, lease.id, {
        status: 'completed',
        guard: heldBy(lease),
      });
      if (outcome !== 'updated') throw new LeaseLostError();
    };
    await this.writing.allOrNothing(lease, caller, rows_read, between, close);
  }

  /** What is done between two steps. @param written what is not noted before the end */
  private async between(lease: ImportLease, written = NO_ROWS): Promise<void> {
    await this.tell(lease, written);
    await this.actAs(lease);
    if (this.stopping) throw new HandedBackError();
  }

  private async checkedBefore(lease: ImportLease): Promise<CheckedFile> {
    const { rows_read, rows_failed } = await readProgress(this.database, lease.id);
    return { rows_read, rows_failed };
  }

  /** The requester with the rights of this moment, who is the caller of the running work from here on. */
  private async actAs(lease: ImportLease): Promise<Caller> {
    const caller = await this.directory.callerFor(lease.requested_by);
    const missing = caller ? missingRight(caller, lease.plan) : 'entity:import';
    if (!caller || missing)
      throw new UnreadableFileError(
        `Whoever asked for the import may not import records any more: ${missing} is missing.`,
      );
    const key = lease.plan && keyColumn(lease.plan);
    if (key && !recordAccess(caller).sees(key.target))
      throw new UnreadableFileError(`Whoever asked for the import may not see ${key.target} any more.`);
    const context = currentContext();
    if (context) context.caller = caller;
    return caller;
  }

  /** Only the check was asked for: somebody decides now what becomes of the file. */
  private async setAside(lease: ImportLease): Promise<void> {
    await this.database.transaction((tx) => this.closing.setAside(tx, lease.id, heldBy(lease)));
  }

  /** All or nothing, and a row was not good when it was to be written. */
  private async refuse(lease: ImportLease, { rows }: BadRowsError): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.leases.hold(lease, tx);
      await insertErrors(tx, lease.id, rows);
      await tx.query({
        text: 'update import_jobs set rows_failed = rows_failed + $2::int where id = $1::bigint',
        values: [lease.id, rows.length],
      });
    });
    const count = rows.length === 1 ? 'One row is' : `${rows.length} rows are`;
    await this.end(lease, 'failed', `Nothing was imported: ${count} not good.`);
  }

  private async end(
    lease: ImportLease,
    status: ImportStatus & ('completed' | 'failed'),
    error: string | null,
  ): Promise<void> {
    await this.database.transaction((tx) =>
      this.closing.close(tx, lease.id, { status, error, guard: heldBy(lease) }),
    );
  }

  /** Only a hint for those who watch: one that is lost is followed by the next. */
  private async tell({ id, requested_by, file_name }: ImportLease, written: RowCounts): Promise<void> {
    const progress = await readProgress(this.database, id);
    const event = {
      ...progress,
      rows_created: progress.rows_created + written.created,
      rows_updated: progress.rows_updated + written.updated,
      rows_unchanged: progress.rows_unchanged + written.unchanged,
      change: 'updated',
      by: requested_by,
      requested_by,
      file_name,
    };
    await emitEvent(this.database, 'import_job.changed', event);
  }
}

function heldBy({ epoch }: ImportLease) {
  return { text: `e.lease_epoch = $1::int and e.status = 'running'`, values: [epoch] };
}
