import { DataSource } from 'typeorm';
import { type Config } from '../config';
import { OutboxSignal } from '../outbox/outbox-signal';
import { dataSourceOptions } from './data-source-options';
import { Database } from './database';
import { installTypeParsers } from './type-parsers';

/** The database for a command that needs nothing else of a process. @returns it, and how to leave it */
export async function openDatabase(
  config: Config,
): Promise<{ database: Database; close: () => Promise<void> }> {
  installTypeParsers();
  const { databaseUrl, databasePoolSize: poolSize } = config;
  const source = await new DataSource(dataSourceOptions({ databaseUrl, poolSize, tables: [] })).initialize();
  const signal = new OutboxSignal(config);
  return {
    database: new Database(source, signal),
    close: async () => {
      await signal.close();
      await source.destroy();
    },
  };
}
