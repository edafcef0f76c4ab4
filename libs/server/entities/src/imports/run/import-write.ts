import { createHash } from 'node:crypto';
import { type Entity } from '@bureau/contracts';
import {
  currentContext,
  Database,
  emptyContext,
  runInContext,
  WritePath,
  type Caller,
  type Executor,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { CHANGE_SET_RESOURCE, type ChangeSetRow } from '../../change-sets/change-set.resource';
import { brokenConstraint } from '../../entity.errors';
import { ENTITY_RESOURCE } from '../../persistence/entity.resource';
import { BatchConformance } from '../../types/batch-conformance';
import { nextRange, type ChunkRange } from './chunk-statements';
import { writeChunk, type ChunkSettings } from './import-chunk';
import { insertErrors } from './import-errors';
import { ImportLeases, type ImportLease } from './import-lease';
import { noteCounts, noteSet } from './import-progress';
import { NO_ROWS, sumOf, type RowCounts } from './row-counts';

/** Rows written by one statement. */
const CHUNK_ROWS = 1_000;
/** Imports of more rows tell of each chunk in one event. */
const FEW_ROWS = 100;

/** What is called between two chunks with what is written and not yet noted; it throws where the run is to stop. */
export type BetweenChunks = (written: RowCounts) => Promise<void>;

/** Makes the checked rows of an import real, as the items of one change set. */
@Injectable()
export class ImportWrite {
  private readonly records: WritePath<Entity>;
  private readonly changeSets: WritePath<ChangeSetRow>;

  constructor(
    private readonly database: Database,
    private readonly leases: ImportLeases,
    private readonly conformance: BatchConformance,
  ) {
    this.records = new WritePath(database, ENTITY_RESOURCE);
    this.changeSets = new WritePath(database, CHANGE_SET_RESOURCE);
  }

  /**
   * Writes chunk by chunk, each in a transaction that also notes how far it came; rows that cannot be written are left
   * out and noted.
   * @param rows how many there are
   */
  async skippingBad(lease: ImportLease, caller: Caller, rows: number, between: BetweenChunks): Promise<void> {
    const settings = this.settingsOf(lease, caller, await this.ownSet(lease, caller), rows);
    let size = CHUNK_ROWS;
    for (let after = lease.rows_settled; ;) {
      const range = await nextRange(this.database, lease.id, after, size);
      if (!range) return;
      try {
        await this.commit(lease, range, settings);
      } catch (error) {
        if (brokenConstraint(error) === null) throw error;
        // One row of it breaks a rule of the database: smaller chunks find out which.
        if (size > 1) {
          size = Math.ceil(size / 4);
          continue;
        }
        await this.leaveOut(lease, range, error);
      }
      after = range.to;
      size = CHUNK_ROWS;
      await between(NO_ROWS);
    }
  }

  /**
   * Writes everything in one transaction. The import's own row stays unlocked until the end, so that it can be
   * cancelled at any time.
   * @param close ends the import within it
   * @throws BadRowsError where a row cannot be written; nothing is
   */
  async allOrNothing(
    lease: ImportLease,
    caller: Caller,
    rows: number,
    between: BetweenChunks,
    close: (tx: Executor) => Promise<void>,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const setId = await this.makeSet(tx, lease, caller);
      const settings = this.settingsOf(lease, caller, setId, rows);
      let written = NO_ROWS;
      let after = 0;
      for (;;) {
        const range = await nextRange(tx, lease.id, after, CHUNK_ROWS);
        if (!range) break;
        written = sumOf(written, await this.chunk(tx, range, settings));
        after = range.to;
        await between(written);
      }
      await this.leases.hold(lease, tx);
      await noteSet(tx, lease.id, setId);
      await noteCounts(tx, lease.id, after, written);
      await close(tx);
    });
  }

  private async commit(lease: ImportLease, range: ChunkRange, settings: ChunkSettings): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.leases.hold(lease, tx);
      await noteCounts(tx, lease.id, range.to, await this.chunk(tx, range, settings));
    });
  }

  private async chunk(tx: Executor, range: ChunkRange, settings: ChunkSettings): Promise<RowCounts> {
    const context = {
      ...(currentContext() ?? emptyContext('import')),
      change_set_id: settings.change_set_id,
    };
    return runInContext(context, () => writeChunk(tx, this.records, range, settings));
  }

  /** The set that the import has, or a new one. */
  private async ownSet(lease: ImportLease, caller: Caller): Promise<number> {
    if (lease.change_set_id !== null) return lease.change_set_id;
    return this.database.transaction(async (tx) => {
      await this.leases.hold(lease, tx);
      const setId = await this.makeSet(tx, lease, caller);
      await noteSet(tx, lease.id, setId);
      return setId;
    });
  }

  /** The set that will hold what is imported; nobody decides on it, since whoever imports could write it by hand. */
  private async makeSet(tx: Executor, lease: ImportLease, caller: Caller): Promise<number> {
    const content = `${lease.content_hash ?? lease.id}\n${JSON.stringify(lease.plan ?? lease.name_column)}`;
    const { row } = await this.changeSets.create(
      {
        status: 'committing',
        title: `Import of ${lease.file_name}`.slice(0, 255),
        payload_hash: createHash('sha256').update(content).digest('hex'),
        item_count: 0,
        created_by: caller.user_id,
      },
      { executor: tx },
    );
    return row.id;
  }

  private settingsOf({ plan }: ImportLease, caller: Caller, setId: number, rows: number): ChunkSettings {
    const { conformance } = this;
    return { caller, plan, change_set_id: setId, events: rows > FEW_ROWS ? 'bulk' : 'each', conformance };
  }

  private async leaveOut(lease: ImportLease, { import_id, to }: ChunkRange, error: unknown): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.leases.hold(lease, tx);
      const [row] = await tx.query<{ n: number; line: number }>({
        text: 'select n, line from import_rows where import_id = $1::bigint and n = $2::int',
        values: [import_id, to],
      });
      if (row) await insertErrors(tx, import_id, [{ ...row, column: null, detail: reasonOf(error) }]);
      await noteCounts(tx, import_id, to, { ...NO_ROWS, failed: 1 });
    });
  }
}

/** What to tell of a rule of the database that a row broke. */
export function reasonOf(error: unknown): string {
  return brokenConstraint(error) === 'ck_entities_metadata'
    ? 'The metadata of the record would be larger than 64 KiB.'
    : 'The record would break a rule of the database.';
}
