import { AuditWriter, type Database, type Executor } from '@bureau/platform';
import { type CheckpointFile } from '../checkpoints/checkpoint-file';
import { type SigningKey } from '../checkpoints/signing-key';
import { readMonth } from './month-contents';
import { type TombstoneContent, tombstoneText } from './tombstone';

/** Partitions of months that are over for longer than rows are kept, the oldest first. */
const DUE = {
  name: 'retention_due',
  text: `select c.relname as partition, to_char(m.first, 'YYYY-MM') as month from pg_inherits i join pg_class c on c.oid = i.inhrelid
      cross join lateral (select to_date(right(c.relname, 7), 'YYYY_MM')::timestamp as first) m
    where i.inhparent = 'audit_logs'::regclass and c.relname ~ '^audit_logs_\\d{4}_\\d{2}$'
      and m.first + interval '1 month' <= date_trunc('month', now() at time zone 'UTC') - make_interval(months => $1::int)
    order by m.first`,
};
const PUT = {
  name: 'retention_tombstone',
  text: `insert into audit_tombstones (month, row_count, first_id, last_id, ids, first_seal, last_seal, root, reason, audit_id, key_id, signature, dropped_at)
    values (to_date($1, 'YYYY-MM'), $2, $3, $4, $5::text::int8multirange, $6, $7, $8, $9, $10, $11, $12, $13)`,
};
const DROP = {
  name: 'retention_drop',
  text: `select bureau_audit_drop(to_date($1::text, 'YYYY-MM'))`,
};

/** Why a month that is due was not dropped. */
export class MonthKeptError extends Error {}

/** Drops months of the audit log that are kept long enough, each with a signed note by which its seals still verify. */
export class AuditRetention {
  /** @param months beside the running one for which rows are kept */
  constructor(
    private readonly database: Database,
    private readonly audit: AuditWriter,
    private readonly file: CheckpointFile,
    private readonly key: SigningKey,
    private readonly months: number,
  ) {}

  /**
   * Drops every month that is due.
   * @returns the months, e.g. `2025-01`
   * @throws MonthKeptError at the first that is not sealed, noted and unaltered: younger ones wait behind it
   */
  async run(): Promise<string[]> {
    const due = await this.database.query<{ partition: string; month: string }>({
      ...DUE,
      values: [this.months],
    });
    for (const { partition, month } of due) await this.drop(partition, month);
    return due.map(({ month }) => month);
  }

  private async drop(partition: string, month: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      // A month of millions of rows is read for minutes; several processes take turns.
      await tx.query({ text: `set local statement_timeout = 0` });
      await tx.query({ text: `select pg_advisory_xact_lock(hashtext('audit_retention'))` });
      const [exists] = await tx.query({
        text: 'select to_regclass($1) as name where to_regclass($1) is not null',
        values: [partition],
      });
      if (!exists) return;
      const contents = await readMonth(tx, month).catch((error: Error) => {
        throw new MonthKeptError(`${month} is not dropped: ${error.message}`);
      });
      const { last } = await this.file.end();
      if (contents.last_seal > (last?.seq ?? 0))
        throw new MonthKeptError(
          `${month} is not dropped: its seals have no checkpoint outside the database.`,
        );
      await this.bury(tx, month, contents);
    });
  }

  private async bury(
    tx: Executor,
    month: string,
    contents: Awaited<ReturnType<typeof readMonth>>,
  ): Promise<void> {
    const reason = `Rows are kept for ${this.months} months (AUDIT_RETENTION_MONTHS).`;
    const { row_count, first_id, last_id, ids, first_seal, last_seal, root } = contents;
    const new_values = { month, rows: row_count, first_id, last_id, root: root.toString('hex') };
    const entry = { action: 'audit_log.drop_month', entity_type: 'audit_log', reason, new_values };
    const audit_id = await this.audit.record({ ...entry, outcome: 'success' }, tx);
    const [clock] = await tx.query<{ at: string }>({
      text: `select date_trunc('milliseconds', clock_timestamp()) as at`,
    });
    const content: TombstoneContent = { ...contents, month, reason, audit_id, dropped_at: clock?.at ?? '' };
    const signature = this.key.sign(tombstoneText(content));
    const values = [month, row_count, first_id, last_id, ids, first_seal, last_seal, root, reason, audit_id];
    await tx.query({ ...PUT, values: [...values, this.key.id, signature, content.dropped_at] });
    await tx.query({ ...DROP, values: [month] });
  }
}
