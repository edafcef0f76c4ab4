import { MIGRATIONS } from '@bureau/database';
import type pg from 'pg';
import { type DataSourceOptions, type MixedList } from 'typeorm';

/** Longer than any statement of ours should take: a stuck one must not hold its locks for ever. */
const STATEMENT_TIMEOUT_MS = 30_000;
/** Waiting longer for a row lock means that somebody's transaction hangs. */
const LOCK_TIMEOUT_MS = 10_000;
/** A transaction that does nothing for so long belongs to a process that died. */
const IDLE_IN_TRANSACTION_MS = 30_000;
/** A request that finds no connection for so long is told to come back (503). */
const POOL_WAIT_MS = 2_000;

export interface DataSourceSettings {
  databaseUrl: string;
  poolSize: number;
  tables: MixedList<new () => object>;
}

/** How every process of the product reads and writes: as the role that may not alter the audit log, in UTC. */
export function dataSourceOptions({ databaseUrl, poolSize, tables }: DataSourceSettings): DataSourceOptions {
  return {
    type: 'postgres',
    url: databaseUrl,
    entities: tables as never,
    synchronize: false,
    poolSize,
    connectTimeoutMS: POOL_WAIT_MS,
    extra: {
      options: '-c role=bureau_app -c timezone=UTC',
      statement_timeout: STATEMENT_TIMEOUT_MS,
      lock_timeout: LOCK_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
      // A connection keeps what it has prepared, so it stays; a timer for each statement is saved as well.
      idleTimeoutMillis: 0,
      onConnect: surviveBreaking,
    },
  };
}

/** A connection that breaks tells whoever runs a statement on it; without a listener it would end the process as well. */
function surviveBreaking(client: pg.ClientBase): void {
  client.on('error', () => undefined);
}

/** How the schema is changed: as the owner of the database, with no time limit. */
export function ownerDataSourceOptions(
  databaseUrl: string,
  tables: MixedList<new () => object> = [],
): DataSourceOptions {
  return {
    type: 'postgres',
    url: databaseUrl,
    entities: tables as never,
    synchronize: false,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each',
    poolSize: 2,
    extra: { options: '-c timezone=UTC' },
  };
}
