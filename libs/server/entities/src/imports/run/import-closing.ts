import { type ImportJob } from '@bureau/contracts';
import { Database, WritePath, type Executor, type SqlRule, type WriteOutcome } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { CHANGE_SET_RESOURCE, type ChangeSetRow } from '../../change-sets/change-set.resource';
import { IMPORT_RESOURCE } from '../../persistence/import-job.resource';
import { KEEP_ERRORS } from './import-errors';
import { DROP_PIECES } from './import-pieces';

const DROP_ROWS = { name: 'import_drop_rows', text: 'delete from import_rows where import_id = $1::bigint' };
const WROTE = {
  name: 'import_wrote',
  text: 'select change_set_id, rows_created + rows_updated as items from import_jobs where id = $1::bigint',
};

export interface ClosedHow {
  status: 'completed' | 'failed' | 'cancelled';
  error?: string | null;
  ifMatch?: number | null;
  visible?: SqlRule;
  guard: SqlRule;
}

/** Ends imports: what was written becomes a committed change set, and the file and its rows are deleted. */
@Injectable()
export class ImportClosing {
  private readonly jobs: WritePath<ImportJob>;
  private readonly changeSets: WritePath<ChangeSetRow>;

  constructor(database: Database) {
    this.jobs = new WritePath(database, IMPORT_RESOURCE);
    this.changeSets = new WritePath(database, CHANGE_SET_RESOURCE);
  }

  /** @param tx a transaction; nothing is done in it where the import is in no state for this */
  async close(
    tx: Executor,
    id: number,
    { status, error = null, ...options }: ClosedHow,
  ): Promise<WriteOutcome<ImportJob>> {
    const expressions = { finished_at: 'now()', phase: 'null::text', errors: KEEP_ERRORS };
    const outcome = await this.jobs.update(id, { status, error }, { ...options, executor: tx, expressions });
    if (outcome.outcome !== 'updated') return outcome;
    const row = { ...outcome.row, change_set_id: await this.commitSet(tx, id) };
    for (const statement of [DROP_PIECES, DROP_ROWS]) await tx.query({ ...statement, values: [id] });
    return { ...outcome, row };
  }

  /** Leaves a checked import to be started: its file, figures and errors stay, the rows that were made of it go. */
  async setAside(tx: Executor, id: number, guard: SqlRule): Promise<void> {
    const expressions = { phase: 'null::text', lease_expires_at: 'null::timestamptz' };
    const { outcome } = await this.jobs.update(
      id,
      { status: 'uploaded' },
      { executor: tx, guard, expressions },
    );
    if (outcome === 'updated') await tx.query({ ...DROP_ROWS, values: [id] });
  }

  /** @returns the change set of what was written; null where nothing was */
  private async commitSet(tx: Executor, id: number): Promise<number | null> {
    const [wrote] = await tx.query<{ change_set_id: number | null; items: number }>({
      ...WROTE,
      values: [id],
    });
    const setId = wrote?.change_set_id ?? null;
    if (!wrote || setId === null) return null;
    if (wrote.items > 0) {
      await this.changeSets.update(
        setId,
        { status: 'committed', item_count: wrote.items },
        {
          executor: tx,
          action: 'change_set.commit',
          expressions: { committed_at: 'now()', decided_by: 't.created_by' },
        },
      );
      return setId;
    }
    await tx.query({
      name: 'import_forget_set',
      text: 'update import_jobs set change_set_id = null where id = $1::bigint',
      values: [id],
    });
    await this.changeSets.remove(setId, { executor: tx });
    return null;
  }
}
