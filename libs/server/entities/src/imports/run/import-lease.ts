import { type ImportJob, type ImportRowError } from '@bureau/contracts';
import { Database, WritePath, type SqlRule } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { IMPORT_RESOURCE } from '../../persistence/import-job.resource';
import { DROP_PIECES } from './import-pieces';

/** A run that has not written for so long is taken over; a batch takes a small part of it. */
const LEASE = `interval '20 s'`;
/** An import that was interrupted this often is what interrupts: it is ended instead of tried again. */
export const MAX_CLAIMS = 20;

/** Right of one run to write; the epoch makes every later claim end it. */
export interface ImportLease {
  id: number;
  epoch: number;
  requested_by: number;
  file_name: string;
  name_column: string | null;
  progress: ImportProgress;
}

/** How far an import has come. */
export interface ImportProgress {
  /** Rows of the file behind the header that are settled. */
  rows_read: number;
  rows_created: number;
  rows_failed: number;
  /** The first 100. */
  errors: readonly ImportRowError[];
  version: number;
}

const CLAIMABLE: SqlRule = {
  text: `e.status = 'queued' or (e.status = 'running' and e.lease_expires_at < now())`,
  values: [],
};

/** Who may work on which import: the row decides, a job of a queue only calls. */
@Injectable()
export class ImportLeases {
  private readonly jobs: WritePath<ImportJob>;

  constructor(private readonly database: Database) {
    this.jobs = new WritePath(database, IMPORT_RESOURCE);
  }

  /** Takes an import that nobody works on; null where somebody does, or there is nothing to do. */
  async claim(id: number): Promise<ImportLease | null> {
    const expressions = { lease_epoch: 't.lease_epoch + 1', lease_expires_at: `now() + ${LEASE}` };
    return this.database.transaction(async (executor) => {
      const outcome = await this.jobs.update(
        id,
        { status: 'running' },
        { executor, guard: CLAIMABLE, expressions },
      );
      if (outcome.outcome !== 'updated') return null;
      const [own] = await executor.query<{ lease_epoch: number; name_column: string | null }>({
        name: 'import_lease',
        text: 'select lease_epoch, name_column from import_jobs where id = $1::bigint',
        values: [id],
      });
      if (!own) return null;
      const { requested_by, file_name, rows_read, rows_created, rows_failed, errors, version } = outcome.row;
      const progress = { rows_read, rows_created, rows_failed, errors, version };
      return { id, epoch: own.lease_epoch, name_column: own.name_column, requested_by, file_name, progress };
    });
  }

  /**
   * The gate of a batch: settles the rows that it makes in the same statement, and is closed to a run whose lease was
   * taken over or whose import was cancelled.
   */
  settle({ id, epoch }: ImportLease, progress: ImportProgress): SqlRule {
    return {
      text: `update import_jobs set rows_read = $3::int, rows_created = $4::int, rows_failed = $5::int, errors = $6::jsonb,
        version = version + 1, updated_at = now(), lease_expires_at = now() + ${LEASE}
        where id = $1::bigint and lease_epoch = $2::int and status = 'running' returning id`,
      values: [
        id,
        epoch,
        progress.rows_read,
        progress.rows_created,
        progress.rows_failed,
        JSON.stringify(progress.errors),
      ],
    };
  }

  /** Ends the import and deletes its file. @returns false where the lease was lost meanwhile */
  async finish(lease: ImportLease, status: 'completed' | 'failed', error: string | null): Promise<boolean> {
    const guard = { text: `e.lease_epoch = $1::int and e.status = 'running'`, values: [lease.epoch] };
    return this.database.transaction(async (executor) => {
      const options = { executor, guard, expressions: { finished_at: 'now()' } };
      const { outcome } = await this.jobs.update(lease.id, { status, error }, options);
      if (outcome !== 'updated') return false;
      await executor.query({ ...DROP_PIECES, values: [lease.id] });
      return true;
    });
  }

  /** Hands the import back, for another process to go on with it at once. */
  async release({ id, epoch }: ImportLease): Promise<void> {
    await this.database.query({
      name: 'import_release',
      text: 'update import_jobs set lease_expires_at = now() where id = $1::bigint and lease_epoch = $2::int',
      values: [id, epoch],
    });
  }
}
