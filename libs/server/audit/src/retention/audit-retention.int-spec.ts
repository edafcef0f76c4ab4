import { rmSync } from 'node:fs';
import { AuditWriter } from '@bureau/platform';
import { AuditEraser } from '../erasure/audit-eraser';
import { type SealedLog, sealedLog } from '../testing/sealed-log';
import { AuditRetention, MonthKeptError } from './audit-retention';

const RUNNING = `to_char(now(), 'YYYY-MM')`;

describe('dropping months of the audit log', () => {
  let log: SealedLog;
  let audit: AuditWriter;

  beforeAll(async () => {
    log = await sealedLog(3);
    audit = new AuditWriter(log.database);
  });
  afterAll(() => log.close());

  const retention = (months = 12) => new AuditRetention(log.database, audit, log.file, log.key, months);
  const rowsOf = (month: string, rows: number) =>
    log.owner.sql(
      `insert into audit_logs (timestamp, action, actor_type, actor_name, user_id) select to_date($1, 'YYYY-MM') + interval '9 days', 'a', 'user', 'Ana', 7 from generate_series(1, $2::int)`,
      [month, rows],
    );
  const seal = async () => {
    while ((await log.sealer.run())?.rows);
  };
  const partitions = async () => {
    const rows = await log.owner.sql<{ name: string }>(
      `select relname as name from pg_class where relname ~ '^audit_logs_20(25|24)_\\d\\d$' and relkind = 'r' order by 1`,
    );
    return rows.map(({ name }) => name);
  };
  const clear = `select bureau_audit_partition('2025-01-01'), bureau_audit_partition('2025-02-01')`;

  /** Two old months that share a seal, and a row of today. */
  beforeEach(async () => {
    await log.reset();
    await log.owner.sql(clear);
    for (const [month, rows] of [
      ['2025-01', 4],
      ['2025-02', 4],
    ] as const)
      await rowsOf(month, rows);
    await log.write(1);
    await seal();
    expect(await log.verify()).toMatchObject({ intact: true, rows: 9 });
  });

  it('leaves a log that verifies, and says which months are gone and why', async () => {
    expect(await retention().run()).toEqual(['2025-01', '2025-02']);
    expect(await partitions()).toEqual([]);
    await seal();
    const report = await log.verify();
    expect(report).toMatchObject({ intact: true, rows: 11, dropped_rows: 8 });
    expect(report.dropped_months).toMatchObject([
      { month: '2025-01', rows: 4, reason: 'Rows are kept for 12 months (AUDIT_RETENTION_MONTHS).' },
      { month: '2025-02', rows: 4 },
    ]);
    const rows = await log.owner.sql(
      `select new_values ->> 'month' as month, actor_name, outcome from audit_logs where action = 'audit_log.drop_month' order by id`,
    );
    expect(rows).toEqual(
      ['2025-01', '2025-02'].map((month) => ({ month, actor_name: 'bureau', outcome: 'success' })),
    );
    expect(await retention().run()).toEqual([]);
  });

  it('keeps what is young enough', async () => {
    const [{ months } = { months: 0 }] = await log.owner.sql<{ months: number }>(
      `select (extract(year from age(to_date(${RUNNING}, 'YYYY-MM'), date '2025-02-01')) * 12 + extract(month from age(to_date(${RUNNING}, 'YYYY-MM'), date '2025-02-01')))::int as months`,
    );
    expect(await retention(months + 1).run()).toEqual([]);
    expect(await retention(months).run()).toEqual(['2025-01']);
    expect(await partitions()).toEqual(['audit_logs_2025_02']);
    expect(await log.verify()).toMatchObject({ intact: true, dropped_rows: 4 });
  });

  it('drops a month whose rows were erased, and one that is empty', async () => {
    await log.owner.sql(
      `insert into users (id, email, full_name, role, erased_at) overriding system value values (7, 'u7', 'U', 'user', now()) on conflict do nothing`,
    );
    await new AuditEraser(log.database, audit).erase(7);
    await log.owner.sql(`select bureau_audit_partition('2024-12-01')`);
    await seal();
    expect(await retention().run()).toEqual(['2024-12', '2025-01', '2025-02']);
    expect(await log.verify()).toMatchObject({ intact: true, dropped_rows: 8 });
  });

  it.each([
    ['altered', `update audit_logs set reason = 'forged' where id = 2`, /Row 2 was changed/],
    ['deleted', 'delete from audit_logs where id = 2', /is gone|was deleted|have no seal|Row 2/],
    [
      'not sealed',
      `insert into audit_logs (timestamp, action, actor_type) values ('2025-01-20', 'late', 'system')`,
      /1 of its rows have no seal/,
    ],
  ])('keeps a month with a row that was %s: the evidence stays', async (what, sql, why) => {
    await log.tamper(sql);
    if (what === 'deleted') {
      await retention().run();
      expect(await log.found()).toEqual([['row_deleted', 2]]);
      return;
    }
    await expect(retention().run()).rejects.toThrow(why);
    expect(await partitions()).toHaveLength(2);
  });

  it('keeps a month whose seals are noted nowhere outside', async () => {
    rmSync(log.file.path);
    await expect(retention().run()).rejects.toThrow(MonthKeptError);
    await expect(retention().run()).rejects.toThrow('no checkpoint outside');
  });

  describe('when it was not retention', () => {
    it('names every row of a month that was dropped without a note', async () => {
      await log.owner.sql('drop table audit_logs_2025_01');
      expect((await log.found()).map(([kind]) => kind)).toEqual(Array(4).fill('row_deleted'));
    });

    it.each([
      ['of other rows', `ids = '{[1,3)}'`, /signature/],
      ['of another root', `root = '\\x00'`, /signature/],
      ['of another hand', `signature = '\\x00'`, /signature/],
      ['by another key', `key_id = 'x', row_count = 3`, /tells of 3 rows, and 4 are gone/],
    ])('does not go by a note %s', async (_, change, why) => {
      await retention().run();
      await log.tamper(`update audit_tombstones set ${change} where month = '2025-01-01'`);
      expect((await log.verify()).findings[0]).toMatchObject({
        kind: 'tombstone_invalid',
        detail: expect.stringMatching(why),
      });
    });

    it('does not go by a note that no audit row tells of', async () => {
      await retention().run();
      await log.tamper(
        `delete from audit_logs where action = 'audit_log.drop_month' and new_values ->> 'month' = '2025-01'`,
      );
      expect((await log.found())[0]).toEqual(['tombstone_invalid', null]);
    });

    it('names a row that went with a month and was not of it', async () => {
      await retention().run();
      await log.tamper('delete from audit_logs where id = 9');
      expect(await log.found()).toEqual([['row_deleted', 9]]);
    });

    it('cannot be asked of the database without a note, nor for a month that has just ended', async () => {
      const drop = (day: string) => log.database.query({ text: `select bureau_audit_drop(${day})` });
      await expect(drop(`'2025-01-01'`)).rejects.toThrow('has no tombstone');
      await log.owner.sql(
        `insert into audit_tombstones (month, row_count, first_id, last_id, ids, first_seal, last_seal, root, reason, audit_id, key_id, signature, dropped_at) values (date_trunc('month', now()), 0, 0, 0, '{}', 0, 0, '', '', 0, '', '', now())`,
      );
      await expect(drop('now()::date')).rejects.toThrow('too young');
    });
  });
});
