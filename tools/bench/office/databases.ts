import { createHash } from 'node:crypto';
import pg from 'pg';
import { setUpDatabase } from '../../start/setup.ts';
import { seedStatements, type SeedSize } from './seed-sql.ts';

const RUN = 'bench_run';
const UNFINISHED = '_unfinished';

/** The URL of another database of the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Opens a connection for as long as `work` runs. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export interface SeedOptions {
  readonly serverUrl: string;
  readonly size: SeedSize;
  /** Of the product's processes, for its setup; the database's URL is put in. */
  readonly env: NodeJS.ProcessEnv;
  /** The folder of all builds. */
  readonly builds: string;
}

/**
 * A fresh database of the given size: a copy of one that was filled once and is kept. The kept one is migrated first,
 * so that a new migration does not cost filling it anew.
 *
 * @returns its URL, and whether the kept one had to be filled
 */
export async function freshDatabase(options: SeedOptions): Promise<{ url: string; filled: boolean }> {
  const { serverUrl, size } = options;
  const seed = seedName(size);
  return withClient(serverUrl, async (server) => {
    const found = await server.query('select from pg_database where datname = $1', [seed]);
    const filled = found.rowCount === 0;
    if (filled) await fill(server, seed, options);
    else await migrate(seed, options);
    await server.query(`drop database if exists ${RUN} with (force)`);
    await server.query(`create database ${RUN} template ${seed} strategy file_copy`);
    await server.query('checkpoint');
    return { url: databaseUrl(serverUrl, RUN), filled };
  });
}

/** A seed counts as there only under its final name, which it gets when it is whole. */
async function fill(server: pg.Client, seed: string, options: SeedOptions): Promise<void> {
  const draft = `${seed}${UNFINISHED}`;
  await dropOutdated(server, options.size);
  await server.query(`drop database if exists ${draft} with (force)`);
  await server.query(`create database ${draft}`);
  await migrate(draft, options);
  await withClient(databaseUrl(options.serverUrl, draft), async (client) => {
    await client.query("set maintenance_work_mem = '512MB'; set synchronous_commit = off");
    const indexes = await dropIndexes(client);
    for (const statement of seedStatements(options.size)) {
      // The indexes are made of whole tables, which takes a fraction of keeping them row by row.
      if (statement.startsWith('vacuum')) for (const index of indexes) await client.query(index);
      await client.query(statement);
    }
  });
  await server.query(`alter database ${draft} rename to ${seed}`);
}

/** @returns how to make the dropped ones again */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
      where indrelid = 'entities'::regclass and not indisprimary and not indisunique`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

async function migrate(name: string, { env, builds, serverUrl }: SeedOptions): Promise<void> {
  await setUpDatabase({ ...env, DATABASE_URL: databaseUrl(serverUrl, name) }, builds, { samples: false });
}

/** Seeds of the same size from before the statements changed are of no use any more. */
async function dropOutdated(server: pg.Client, size: SeedSize): Promise<void> {
  const { rows } = await server.query<{ datname: string }>(
    'select datname from pg_database where datname like $1',
    [`seed\\_${size.records}\\_%`],
  );
  for (const { datname } of rows) await server.query(`drop database ${datname} with (force)`);
}

function seedName(size: SeedSize): string {
  const content = createHash('sha256').update(seedStatements(size).join('\n')).digest('hex').slice(0, 10);
  return `seed_${size.records}_${content}`;
}
