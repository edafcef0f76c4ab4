import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMigrations } from '@bureau/platform';
import pg from 'pg';

const MIGRATIONS_FOLDER = join(__dirname, '../../../../../database/migrations');
/** Test processes of several projects share one server: the first makes the template, the others wait for it. */
const TEMPLATE_LOCK = 4_712;

/** Name of a database with the whole schema and no rows, made once per server and version of the migrations. */
export async function templateDatabase(server: pg.Client, serverUrl: string): Promise<string> {
  const name = `bureau_template_${fingerprint()}`;
  await server.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const { rowCount } = await server.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await makeTemplate(server, serverUrl, name);
  } finally {
    await server.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
  return name;
}

async function makeTemplate(server: pg.Client, serverUrl: string, name: string): Promise<void> {
  // Renamed when it is whole: a run that dies half way leaves nothing that looks like a template.
  const draft = `${name}_draft`;
  await server.query(`drop database if exists ${draft} with (force)`);
  await server.query(`create database ${draft}`);
  await runMigrations(databaseUrl(serverUrl, draft));
  await server.query(`alter database ${draft} rename to ${name}`);
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(MIGRATIONS_FOLDER).sort())
    hash.update(readFileSync(join(MIGRATIONS_FOLDER, file)));
  return hash.digest('hex').slice(0, 16);
}

/** Address of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
