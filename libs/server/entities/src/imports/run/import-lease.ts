import { type ImportFormat, type ImportJob } from '@bureau/contracts';
import { Database, WritePath, type Executor, type SqlRule } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { IMPORT_RESOURCE } from '../../persistence/import-job.resource';
import { type ImportPlan } from '../plan/import-plan';

/** A run that has not written for so long is taken over; a step takes a small part of it. */
export const LEASE = `interval '20 s'`;
/** An import that was interrupted this often is what interrupts: it is ended instead of tried again. */
export const MAX_CLAIMS = 20;

/** Another run has taken over, or the import was cancelled: this run must write nothing more. */
export class LeaseLostError extends Error {}

/** Right of one run to write; the epoch makes every later claim end it. */
export interface ImportLease {
  id: number;
  epoch: number;
  requested_by: number;
  file_name: string;
  format: ImportFormat;
  name_column: string | null;
  plan: ImportPlan | null;
  content_hash: string | null;
  phase: 'checking' | 'writing' | null;
  /** Rows that are checked. */
  rows_read: number;
  rows_settled: number;
  change_set_id: number | null;
}

const CLAIMABLE: SqlRule = {
  text: `e.status = 'queued' or (e.status = 'running' and e.lease_expires_at < now())`,
  values: [],
};
const READ = `select id, lease_epoch as epoch, requested_by, file_name, format, name_column, plan, content_hash, phase, rows_read, rows_settled, change_set_id
  from import_jobs where id = $1::bigint`;
const HELD = `update import_jobs set lease_expires_at = now() + ${LEASE} where id = $1::bigint and lease_epoch = $2::int and status = 'running' returning id`;

/** Who may work on which import: the row decides, a job of a queue only calls. */
@Injectable()
export class ImportLeases {
  private readonly jobs: WritePath<ImportJob>;

  constructor(private readonly database: Database) {
    this.jobs = new WritePath(database, IMPORT_RESOURCE);
  }

  /** Takes an import that nobody works on; null where somebody does, or there is nothing to do. */
  async claim(id: number): Promise<ImportLease | null> {
    const expressions = {
      lease_epoch: 't.lease_epoch + 1',
      lease_expires_at: `now() + ${LEASE}`,
      phase: `coalesce(t.phase, 'checking')`,
    };
    return this.database.transaction(async (executor) => {
      const options = { executor, guard: CLAIMABLE, expressions };
      const { outcome } = await this.jobs.update(id, { status: 'running' }, options);
      if (outcome !== 'updated') return null;
      const [lease] = await executor.query<ImportLease>({ name: 'import_lease', text: READ, values: [id] });
      return lease ?? null;
    });
  }

  /**
   * Keeps the lease for another while. In a transaction it holds the import's row, so that whoever cancels waits for
   * its end.
   * @throws LeaseLostError where it was taken over or the import was cancelled
   */
  async hold({ id, epoch }: ImportLease, executor: Executor = this.database): Promise<void> {
    const held = await executor.query({ name: 'import_hold', text: HELD, values: [id, epoch] });
    if (held.length === 0) throw new LeaseLostError();
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
