import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { DataSource } from 'typeorm';
import { commonError } from '../errors/common-errors';
import { OutboxSignal } from '../outbox/outbox-signal';
import { type NamedStatement, PreparedStatement } from './prepared-statement';
import { type ListSource, type SnapshotReader, type Statement, type Transaction } from './statement';
import { AS_TEXT, rowObjects, type TextRows } from './text-rows';

/** Errors that say that PostgreSQL is away or overloaded, not that the statement is wrong. */
const UNAVAILABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08001',
]);

/** How long a snapshot waits for whoever reads before PostgreSQL ends it. */
const READER_PATIENCE = '5min';

/** The pool as the product uses it: named statements, explicit transactions, the relay woken after commit. */
@Injectable()
export class Database implements ListSource, OnApplicationShutdown {
  private readonly pool: pg.Pool;

  constructor(
    dataSource: DataSource,
    private readonly signal: OutboxSignal,
  ) {
    // TypeORM's PostgreSQL driver keeps its pg.Pool here; one pool serves repositories and hot paths alike.
    this.pool = (dataSource.driver as unknown as { master: pg.Pool }).master;
  }

  async query<Row extends object>(statement: Statement): Promise<Row[]> {
    return run<Row>(this.pool, statement);
  }

  async texts(statement: Statement): Promise<TextRows> {
    return readTexts(this.pool, statement);
  }

  wroteEvents(): void {
    this.signal.raise();
  }

  /** Runs `work` in one transaction; whatever it throws rolls everything back and is thrown on. */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await this.connect();
    let wrote = false;
    let broken: Error | undefined;
    const tx: Transaction = {
      query: (statement) => run(client, statement),
      wroteEvents: () => (wrote = true),
      copyIn: (text, lines) => pipeline(Readable.from(lines), client.query(copyFrom(text))),
    };
    try {
      await client.query('begin');
      const result = await work(tx);
      await client.query('commit');
      if (wrote) this.signal.raise();
      return result;
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /**
   * Reads at leisure from one snapshot: whatever is read belongs to one moment, however long it takes. It holds a
   * connection until it is read to its end or left; whoever leaves early frees the connection.
   */
  async *reading<T>(work: (reader: SnapshotReader) => AsyncGenerator<T, void>): AsyncGenerator<T, void> {
    const client = await this.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin isolation level repeatable read read only');
      await client.query(`set local idle_in_transaction_session_timeout = '${READER_PATIENCE}'`);
      yield* work({
        query: (statement) => run(client, statement),
        cursor: (statement, size) => fetchAll(client, statement, size),
      });
    } finally {
      await client.query('rollback').catch((failure: Error) => (broken = failure));
      client.release(broken);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.signal.close();
  }

  private async connect(): Promise<pg.PoolClient> {
    return this.pool.connect().catch((error: Error) => {
      throw unavailable(error);
    });
  }
}

async function* fetchAll<Row extends object>(
  client: pg.PoolClient,
  { text, values = [] }: Statement,
  size: number,
): AsyncGenerator<Row[], void> {
  await run(client, { text: `declare reading no scroll cursor for ${text}`, values });
  for (;;) {
    const rows = await run<Row>(client, { text: `fetch ${size} from reading` });
    if (rows.length > 0) yield rows;
    if (rows.length < size) break;
  }
  await run(client, { text: 'close reading' });
}

async function run<Row extends object>(
  client: pg.Pool | pg.PoolClient,
  statement: Statement,
): Promise<Row[]> {
  const { name, text, values = [] } = statement;
  return send(async () => {
    if (name !== undefined) return rowObjects<Row>(await runNamed(client, { ...statement, name }));
    return (await client.query({ text, values: values as unknown[] })).rows as Row[];
  });
}

/** A result as PostgreSQL's texts. */
export async function readTexts(client: pg.Pool, statement: Statement): Promise<TextRows> {
  const { name, text, values = [] } = statement;
  if (name !== undefined) return send(() => runNamed(client, { ...statement, name }));
  const query = { text, values: values as unknown[], rowMode: 'array' as const, types: AS_TEXT };
  const { fields, rows } = await send(() => client.query<(string | null)[]>(query));
  return { columns: fields.map((field) => ({ name: field.name, type: field.dataTypeID })), rows };
}

/** On a connection of the pool, or on the one that is given. */
function runNamed(client: pg.Pool | pg.PoolClient, statement: NamedStatement): Promise<TextRows> {
  return new Promise((resolve, reject) => {
    const settle = (error: Error | null, texts: TextRows) => (error ? reject(error) : resolve(texts));
    if ('release' in client) return void client.query(new PreparedStatement(statement, settle));
    client.connect((failure, connection, release) => {
      if (failure || !connection) return reject(failure ?? new Error('The pool gave no connection'));
      const query = new PreparedStatement(statement, (error, texts) => {
        release(breaksConnection(error));
        settle(error, texts);
      });
      connection.query(query);
    });
  });
}

/** A statement that PostgreSQL refused leaves its connection as good as before. */
function breaksConnection(error: Error | null): boolean {
  return error !== null && (error as { severity?: string }).severity !== 'ERROR';
}

async function send<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isUnavailable(error)) throw unavailable(error as Error);
    throw error;
  }
}

function isUnavailable(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    (code !== undefined && UNAVAILABLE.has(code)) ||
    /timeout exceeded when trying to connect|Connection terminated/.test(message ?? '')
  );
}

function unavailable(cause: Error): Error {
  return commonError('UNAVAILABLE', 'The database does not answer. Nothing was changed; try again.', {
    retry_after_seconds: 2,
    cause,
  });
}
