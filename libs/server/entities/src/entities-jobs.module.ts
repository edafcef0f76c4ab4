import { Module } from '@nestjs/common';
import { EntitiesModule } from './entities.module';
import { ImportReconciler } from './imports/jobs/import-reconciler';
import { ImportsProcessor } from './imports/jobs/imports.processor';
import { ImportCheck } from './imports/run/import-check';
import { ImportLeases } from './imports/run/import-lease';
import { ImportRunner } from './imports/run/import-runner';
import { ImportWrite } from './imports/run/import-write';

/** What the worker adds to records: imports are run and looked after. */
@Module({
  imports: [EntitiesModule],
  providers: [ImportLeases, ImportCheck, ImportWrite, ImportRunner, ImportReconciler, ImportsProcessor],
})
export class EntitiesJobsModule {}
