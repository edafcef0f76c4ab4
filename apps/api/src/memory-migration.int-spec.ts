import { MIGRATIONS } from '@bureau/database';
import { ownerDataSourceOptions } from '@bureau/platform';
import { testDatabase } from '@bureau/testing';
import { DataSource } from 'typeorm';

describe('the migration that makes audit rows erasable', () => {
  it('takes a filled log as it is: rows, triggers, and rows that stood in the default partition', async () => {
    const database = await testDatabase(false);
    const at = MIGRATIONS.findIndex(({ name }) => name.startsWith('Memory'));
    const migrate = async (migrations: typeof MIGRATIONS) => {
      const source = new DataSource({ ...ownerDataSourceOptions(database.url), migrations } as never);
      await source.initialize();
      await source.runMigrations();
      await source.destroy();
    };
    try {
      await migrate(MIGRATIONS.slice(0, at));
      await database.sql(
        `insert into audit_logs (timestamp, action, actor_type, ip, new_values) select case when n % 3 = 0 then '2020-05-05' else now() end, 'a', 'user', '10.0.0.1', jsonb_build_object('n', n) from generate_series(1, 3000) n`,
      );
      const rows = () =>
        database.sql(
          `select count(*)::int as rows, sum((new_values ->> 'n')::int)::int as sum, md5(string_agg(id || ':' || xid || timestamp, ',' order by id)) as all from audit_logs where new_values is not null`,
        );
      const before = await rows();
      await migrate(MIGRATIONS);
      expect(await rows()).toEqual(before);
      expect(await database.sql('select from audit_logs_default')).toEqual([]);
      expect(await database.sql('select count(*)::int as rows from audit_logs_2020_05')).toEqual([
        { rows: 1000 },
      ]);
      expect(await database.sql('select from audit_logs where actor_salt is not null')).toEqual([]);
      for (const sql of [
        'delete from audit_logs',
        'truncate audit_logs_2020_05',
        'truncate audit_logs_default',
        `update audit_logs set action = 'b'`,
      ])
        await expect(database.sql(sql)).rejects.toThrow('append-only');
    } finally {
      await database.drop();
    }
  });
});
