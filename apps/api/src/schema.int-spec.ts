import { API_FEATURES } from './api.module';
import { ownerDataSourceOptions } from '@bureau/platform';
import { testApp, type TestApp, testDatabase } from '@bureau/testing';
import { DataSource } from 'typeorm';

/** The shape of everything in the schema, as text that can be compared. */
const FINGERPRINT = `
select 'column ' || table_name || '.' || column_name || ' ' || data_type || coalesce(' default ' || column_default, '') || is_nullable as part
  from information_schema.columns where table_schema = 'public'
union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
union all select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
union all select 'trigger ' || tgname || ' ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
union all select 'function ' || proname || ' ' || md5(prosrc) from pg_proc where pronamespace = 'public'::regnamespace and proname like 'bureau%'
union all select 'grant ' || table_name || ' ' || privilege_type from information_schema.role_table_grants where grantee = 'bureau_app'
order by 1`;

describe('the schema', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await testApp(API_FEATURES);
  });
  afterAll(() => test.close());

  it('is what the table classes say: nothing is pending', async () => {
    const { entityMetadatas } = test.app.get(DataSource);
    const tables = entityMetadatas.map(({ target }) => target as new () => object);
    expect(tables.length).toBeGreaterThan(0);
    const owner = await new DataSource(ownerDataSourceOptions(test.database.url, tables)).initialize();
    try {
      const { upQueries } = await owner.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    } finally {
      await owner.destroy();
    }
  });

  it('has a table class for every table but those that only SQL touches', async () => {
    const known = test.app.get(DataSource).entityMetadatas.map(({ tableName }) => tableName);
    const rows = await test.database.sql<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    );
    expect(rows.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([
      'idempotency_keys',
      'migrations',
      'outbox',
      'refusal_counts',
    ]);
  });

  it('goes up, down and up again, and is the same', async () => {
    const database = await testDatabase(false);
    const owner = await new DataSource(ownerDataSourceOptions(database.url)).initialize();
    try {
      await owner.runMigrations();
      const first = await database.sql(FINGERPRINT);
      expect(first.length).toBeGreaterThan(100);
      for (let left = owner.migrations.length; left > 0; left--) await owner.undoLastMigration();
      const rest = await database.sql(
        `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'S')`,
      );
      expect(rest.map(({ relname }) => relname).sort()).toEqual(['migrations', 'migrations_id_seq']);
      await owner.runMigrations();
      expect(await database.sql(FINGERPRINT)).toEqual(first);
    } finally {
      await owner.destroy();
      await database.drop();
    }
  });
});
