import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { testServices } from '../jest/services';
import { databaseUrl, templateDatabase } from './template-database';

const LOOK_AGAIN_MS = 20;
const MOST_LOOKS = 50;

/** A database of one test file alone. */
export interface TestDatabase {
  url: string;
  /** Runs SQL as the owner of the database, past the product's own role. */
  sql<Row extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Ends every connection to it and drops it. */
  drop(): Promise<void>;
}

/** A fresh database with the whole schema and no rows. @param migrated false for one without any table */
export async function testDatabase(migrated = true): Promise<TestDatabase> {
  const { database_url: serverUrl } = testServices();
  const name = `bureau_test_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, async (server) => {
    const template = migrated ? await templateDatabase(server, serverUrl) : 'template1';
    await server.query(`create database ${name} template ${template}`);
  });
  const url = databaseUrl(serverUrl, name);
  const pool = new pg.Pool({ connectionString: url, max: 2, options: '-c timezone=UTC' });
  return {
    url,
    sql: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await pool.query<Row>(text, values)).rows,
    drop: async () => {
      await pool.end();
      await onServer(serverUrl, (server) => dropWhenLeft(server, name));
    },
  };
}

/** Connections that were just closed are given a moment: thrown out, they would report an error to whoever closed them. */
async function dropWhenLeft(server: pg.Client, name: string): Promise<void> {
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const { rowCount } = await server.query('select from pg_stat_activity where datname = $1', [name]);
    if (rowCount === 0) break;
    await sleep(LOOK_AGAIN_MS);
  }
  await server.query(`drop database if exists ${name} with (force)`);
}

async function onServer(url: string, work: (server: pg.Client) => Promise<unknown>): Promise<void> {
  const server = new pg.Client({ connectionString: url });
  await server.connect();
  try {
    await work(server);
  } finally {
    await server.end();
  }
}
