import { type Caller, Database } from '@bureau/platform';
import { type JsonObject } from '@bureau/contracts';
import { Injectable } from '@nestjs/common';
import { recordAccess, refuseCreate, refuseValues } from '../../access/record-access';
import { type NewEntity } from '../../entity-input';
import { TypeCatalogue, type KnownType } from '../../types/type-catalogue';
import { metadataInvalid, unknownType } from '../../types/type.errors';
import { readRows, type ReadRow } from '../source/row-reader';
import { ImportBatch } from './import-batch';
import { KEEP_ERRORS } from './import-errors';
import { LEASE, LeaseLostError, type ImportLease } from './import-lease';
import { importPieces } from './import-pieces';
import { ownersOf } from './owners';

const COPY_ROWS = 'copy import_rows (import_id, n, line, key_value, record) from stdin';
const COPY_ERRORS = 'copy import_errors (import_id, n, line, column_title, detail) from stdin';
const STEP = `update import_jobs set rows_read = $3::int, rows_failed = rows_failed + $4::int, version = version + 1, updated_at = now(),
  lease_expires_at = now() + ${LEASE} where id = $1::bigint and lease_epoch = $2::int and status = 'running' returning id`;

/** The first row with a key stands; each later one is bad. */
const REPEATED_KEYS = `
with repeated as (
  delete from import_rows r using (
    select n, row_number() over w as place, first_value(line) over w as first_line from import_rows
    where import_id = $1::bigint window w as (partition by key_value order by n)
  ) d where r.import_id = $1::bigint and r.n = d.n and d.place > 1 returning r.n, r.line, d.first_line
)
insert into import_errors (import_id, n, line, column_title, detail)
select $1::bigint, n, line, $2::text, 'Line ' || first_line || ' has this key already.' from repeated`;

const CHECKED = `update import_jobs t set phase = 'writing', rows_total = rows_read, errors = ${KEEP_ERRORS},
  rows_failed = (select count(*) from import_errors i where i.import_id = t.id), version = version + 1, updated_at = now(), lease_expires_at = now() + ${LEASE}
  where id = $1::bigint and lease_epoch = $2::int and status = 'running' returning rows_read, rows_failed`;

export interface CheckedFile {
  rows_read: number;
  rows_failed: number;
}

/**
 * Reads the whole file and stores what each row becomes, before anything of it is real. A step and the note of how far
 * it came are one transaction: a check that is killed anywhere goes on behind its last step.
 */
@Injectable()
export class ImportCheck {
  constructor(
    private readonly database: Database,
    private readonly types: TypeCatalogue,
  ) {}

  /**
   * @param caller whose import it is
   * @param tell is called after each step with the rows that are read
   * @throws UnreadableFileError where nothing of the file can be imported; LeaseLostError
   */
  async run(
    lease: ImportLease,
    caller: Caller,
    tell: (rowsRead: number) => Promise<void>,
  ): Promise<CheckedFile> {
    let n = 0;
    let batch = new ImportBatch();
    for await (const row of readRows(importPieces(this.database, lease.id), lease)) {
      if (++n <= lease.rows_read) continue;
      addRow(batch, n, row);
      if (!batch.isFull) continue;
      await this.step(lease, caller, batch, n);
      batch = new ImportBatch();
      await tell(n);
    }
    if (batch.size > 0) await this.step(lease, caller, batch, n);
    return this.finish(lease);
  }

  private async step(lease: ImportLease, caller: Caller, batch: ImportBatch, n: number): Promise<void> {
    await resolveOwners(this.database, caller, batch, ownerColumn(lease));
    refuseByRules(caller, batch, lease);
    refuseByTypes(await this.types.reload(), batch);
    await this.database.transaction(async (tx) => {
      const values = [lease.id, lease.epoch, n, batch.errors.length];
      const held = await tx.query({ name: 'import_check_step', text: STEP, values });
      if (held.length === 0) throw new LeaseLostError();
      await tx.copyIn(COPY_ROWS, batch.rowLines(lease.id));
      if (batch.errors.length > 0) await tx.copyIn(COPY_ERRORS, batch.errorLines(lease.id));
    });
  }

  private async finish(lease: ImportLease): Promise<CheckedFile> {
    return this.database.transaction(async (tx) => {
      const key = lease.plan?.key_column ?? null;
      if (key !== null) await tx.query({ text: REPEATED_KEYS, values: [lease.id, key] });
      const values = [lease.id, lease.epoch];
      const [checked] = await tx.query<CheckedFile>({ name: 'import_checked', text: CHECKED, values });
      if (!checked) throw new LeaseLostError();
      return checked;
    });
  }
}

function addRow(batch: ImportBatch, n: number, row: ReadRow): void {
  if ('error' in row) return void batch.errors.push({ n, ...row.error });
  const record = { ...row.record } as JsonObject;
  batch.add({ n, line: row.line, key: row.key, record }, JSON.stringify(record).length);
}

/**
 * Takes out rows that are not as their type asks. Rows that may change a record are looked at when they are written,
 * since what they do not give is there already.
 */
function refuseByTypes(types: ReadonlyMap<string, KnownType>, batch: ImportBatch): void {
  if (types.size === 0) return;
  const good = batch.rows.filter(({ n, line, key, record }) => {
    const { type, metadata } = record;
    if (typeof type !== 'string') return true;
    const known = types.get(type);
    const problems = key === null ? (known?.problemsOf((metadata ?? {}) as JsonObject) ?? []) : [];
    const detail = known ? problems[0] && metadataInvalid(type, problems).message : unknownType(type).message;
    if (detail !== undefined) batch.errors.push({ n, line, column: null, detail });
    return detail === undefined;
  });
  batch.rows.splice(0, batch.rows.length, ...good);
}

/** Takes out rows that the caller's rules do not let them write; which records a key names is only known later. */
function refuseByRules(caller: Caller, batch: ImportBatch, { plan }: ImportLease): void {
  const access = recordAccess(caller);
  if (!access.narrowed) return;
  const good = batch.rows.filter(({ n, line, record }) => {
    const values = record as unknown as NewEntity & { owner_id?: number };
    const refused = plan?.key_column
      ? refuseValues(access, values)
      : refuseCreate(access, values, values.owner_id ?? caller.user_id);
    if (refused) batch.errors.push({ n, line, column: null, detail: refused.message });
    return refused === null;
  });
  batch.rows.splice(0, batch.rows.length, ...good);
}

function ownerColumn({ plan }: ImportLease): string | null {
  return plan?.columns.find(({ target }) => target === 'owner')?.source ?? null;
}

/** Puts ids in place of the owners that the rows name; rows whose owner is nobody are bad. */
async function resolveOwners(
  database: Database,
  caller: Caller,
  batch: ImportBatch,
  column: string | null,
): Promise<void> {
  if (column === null) return;
  const named = batch.rows.flatMap(({ record }) =>
    typeof record['owner'] === 'string' ? [record['owner']] : [],
  );
  const owners = await ownersOf(database, caller, new Set(named));
  const good = batch.rows.filter(({ n, line, record }) => {
    const { owner } = record;
    delete record['owner'];
    if (typeof owner !== 'string') return true;
    const id = owners.get(owner.trim().toLowerCase());
    if (id !== undefined) record['owner_id'] = id;
    else
      batch.errors.push({
        n,
        line,
        column,
        detail: `"${owner.slice(0, 40)}" is nobody who could own a record.`,
      });
    return id !== undefined;
  });
  batch.rows.splice(0, batch.rows.length, ...good);
}
