import { join } from 'node:path';
import { AuthModule, FirstAdmin, type FirstAdminResult } from '@bureau/auth';
import { EntitiesModule, EntitiesService } from '@bureau/entities';
import {
  CallerDirectory,
  type Config,
  Database,
  emptyContext,
  PlatformModule,
  runInContext,
  runMigrations,
} from '@bureau/platform';
import { type INestApplicationContext, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { addSampleRecords } from './sample-records';

@Module({})
class SetupModule {
  static forRoot(config: Config): DynamicModule {
    return { module: SetupModule, imports: [PlatformModule.forCommand(config), AuthModule, EntitiesModule] };
  }
}

export interface SetupOptions {
  config: Config;
  /** Folder with the sample records; null: none are added. */
  samples: string | null;
  report(line: object): void;
}

/** Makes a database ready for the product: schema, first admin, sample records. Doing it again changes nothing. */
export async function setUp({ config, samples, report }: SetupOptions): Promise<void> {
  report({ step: 'migrations', applied: (await runMigrations(config.databaseUrl)).length });
  const app = await NestFactory.createApplicationContext(SetupModule.forRoot(config), {
    logger: false,
    abortOnError: false,
  });
  try {
    await runInContext(emptyContext('setup'), async () => {
      const admin = await app.get(FirstAdmin).ensure();
      report({
        step: 'admin',
        email: admin.email,
        ...(admin.password !== null && { password: admin.password }),
        created: admin.created,
      });
      if (samples !== null) report({ step: 'sample', records: await addSamples(app, admin, samples) });
    });
  } finally {
    await app.close();
  }
}

async function addSamples(
  app: INestApplicationContext,
  admin: FirstAdminResult,
  folder: string,
): Promise<number> {
  const context = emptyContext('setup');
  context.caller = await app.get(CallerDirectory).callerFor(admin.user_id);
  const file = join(folder, 'software-catalogue.csv');
  return runInContext(context, () => addSampleRecords(app.get(Database), app.get(EntitiesService), file));
}
