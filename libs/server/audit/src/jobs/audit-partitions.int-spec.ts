import { Housekeeping } from '@bureau/platform';
import { testWorker, type TestContext } from '@bureau/testing';
import { Module } from '@nestjs/common';
import { AuditModule } from '../audit.module';
import { AuditAlerts } from './audit-alerts';
import { AuditPartitions } from './audit-partitions';

@Module({ imports: [AuditModule], providers: [AuditAlerts, AuditPartitions] })
class PartitionsModule {}

describe('the partitions of the audit log', () => {
  let worker: TestContext;

  beforeAll(async () => {
    worker = await testWorker([PartitionsModule]);
    await worker.database.sql(
      `insert into users (email, full_name, role, is_active) values ('a', 'A', 'admin', true), ('b', 'B', 'admin', false), ('c', 'C', 'user', true)`,
    );
  });
  afterAll(() => worker.close());

  const look = () => worker.app.get(Housekeeping).run();
  const alerts = () =>
    worker.database.sql<{ sentence: string; user_id: number }>(
      `select payload ->> 'sentence' as sentence, (payload ->> 'user_id')::int as user_id from outbox where topic = 'audit_log.alert' order by id`,
    );
  const partOf = async (id: number) =>
    (
      await worker.database.sql<{ part: string }>(
        'select tableoid::regclass::text as part from audit_logs where id = $1',
        [id],
      )
    )[0]?.part;

  it('are there two months ahead, and nobody is told of that', async () => {
    await look();
    expect(await alerts()).toEqual([]);
    const months = await worker.database.sql<{ there: boolean }>(
      `select to_regclass('audit_logs_' || to_char(now() + make_interval(months => m), 'YYYY_MM')) is not null as there from generate_series(0, 2) m`,
    );
    expect(months).toEqual(Array(3).fill({ there: true }));
  });

  it('take rows that stood in the default partition as they are, and the admins are told once a day', async () => {
    const [row] = await worker.database.sql<{ id: string; xid: string }>(
      `insert into audit_logs (timestamp, action, actor_type, new_values) values ('2001-02-03', 'a', 'system', '{"n": 1}') returning id, xid`,
    );
    const id = Number(row?.id);
    const whole = () =>
      worker.database.sql('select to_jsonb(a) as row from audit_logs a where id = $1', [id]);
    const before = await whole();
    expect(await partOf(id)).toBe('audit_logs_default');
    await look();
    expect(await partOf(id)).toBe('audit_logs_2001_02');
    expect(await whole()).toEqual(before);
    await worker.database.sql(
      `insert into audit_logs (timestamp, action, actor_type) values ('2002-03-04', 'a', 'system')`,
    );
    await look();
    await look();
    expect(await alerts()).toEqual([
      { user_id: 1, sentence: 'Rows of the audit log of 2001-02 stood in the default partition.' },
      { user_id: 1, sentence: 'Rows of the audit log of 2002-03 stood in the default partition.' },
    ]);
    expect(await worker.database.sql('select from audit_logs_default')).toEqual([]);
  });

  it('still cannot be altered, wherever rows were moved', async () => {
    for (const sql of [
      'delete from audit_logs',
      'truncate audit_logs_2001_02',
      'truncate audit_logs_default',
      `update audit_logs_2001_02 set action = 'x'`,
    ])
      await expect(worker.database.sql(sql)).rejects.toThrow('append-only');
  });

  it('that are missing are told of', async () => {
    await worker.database.sql(
      `do $$ begin execute 'drop table audit_logs_' || to_char(now() + interval '2 months', 'YYYY_MM'); end $$`,
    );
    await worker.app.get(AuditPartitions).look();
    expect((await alerts()).at(-1)?.sentence).toMatch(/^The audit log has no partition for \d{4}-\d\d: /);
  });
});
