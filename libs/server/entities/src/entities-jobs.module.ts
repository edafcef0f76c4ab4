import { Module } from '@nestjs/common';
import { EntitiesModule } from './entities.module';
import { ImportReconciler } from './imports/jobs/import-reconciler';
import { ImportsProcessor } from './imports/jobs/imports.processor';
import { ImportLeases } from './imports/run/import-lease';
import { ImportRunner } from './imports/run/import-runner';

/** What the worker adds to records: imports are run and looked after. */
@Module({
  imports: [EntitiesModule],
  providers: [ImportLeases, ImportRunner, ImportReconciler, ImportsProcessor],
})
export class EntitiesJobsModule {}
