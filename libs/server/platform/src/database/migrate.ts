import { DataSource } from 'typeorm';
import { ownerDataSourceOptions } from './data-source-options';
import { installTypeParsers } from './type-parsers';

/** Two processes that migrate at once take turns: the second finds nothing left to do. */
const MIGRATION_LOCK = 4_711;

/**
 * Brings the schema of the database at `databaseUrl` up to date.
 * @returns the names of the migrations that were applied
 * @throws where the database's locale cannot fold letters such as É, which breaks search and order
 */
export async function runMigrations(databaseUrl: string): Promise<string[]> {
  installTypeParsers();
  const dataSource = await new DataSource(ownerDataSourceOptions(databaseUrl)).initialize();
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseAsciiLocale(runner);
    return (await dataSource.runMigrations()).map((migration) => migration.name);
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await runner.release();
    await dataSource.destroy();
  }
}

async function refuseAsciiLocale(runner: { query(text: string): Promise<unknown> }): Promise<void> {
  const [row] = (await runner.query(`select lower('É') = 'é' as folds`)) as { folds: boolean }[];
  if (!row?.folds) {
    throw new Error(
      'The database cannot fold letters such as É (its locale is C). Create it with: ' +
        `CREATE DATABASE … LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' TEMPLATE template0, or any UTF-8 locale.`,
    );
  }
}
