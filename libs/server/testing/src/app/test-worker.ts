import { type Config, PlatformModule } from '@bureau/platform';
import { type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { testDatabase, type TestDatabase } from '../database/test-database';
import { testConfig } from './test-config';

/** The product's modules without HTTP, as in the worker. */
export interface TestContext {
  app: INestApplicationContext;
  config: Config;
  database: TestDatabase;
  close(): Promise<void>;
}

/**
 * Starts a worker with these modules beside the platform's own.
 * @param beside an application whose database and queues it is to work on; a database of its own otherwise
 */
export async function testWorker(
  modules: (Type | DynamicModule)[],
  beside?: { config: Config; database: TestDatabase },
): Promise<TestContext> {
  const database = beside?.database ?? (await testDatabase());
  const config = beside?.config ?? testConfig(database.url);
  const app = await Test.createTestingModule({
    imports: [PlatformModule.forWorker(config), ...modules],
  }).compile();
  app.useLogger(false);
  await app.init();
  return {
    app,
    config,
    database,
    close: async () => {
      await app.close();
      if (!beside) await database.drop();
    },
  };
}
