import { Module } from '@nestjs/common';
import { EntitiesModule } from './entities.module';
import { EntitiesController } from './http/entities.controller';
import { EntityBulkController } from './http/entity-bulk.controller';
import { EntityRelationsController } from './http/entity-relations.controller';
import { EntityReportsController } from './http/entity-reports.controller';
import { ImportsController } from './http/imports.controller';
import { Uploads } from './http/uploads';
import { EntitiesGateway } from './live/entities.gateway';
import { EntityWatchers } from './live/entity-watchers';
import { ImportErrorReport } from './imports/import-error-report';
import { ImportUploads } from './imports/upload/import-uploads.service';

/** What the API adds to records. */
@Module({
  imports: [EntitiesModule],
  controllers: [
    EntityReportsController,
    EntityBulkController,
    ImportsController,
    EntitiesController,
    EntityRelationsController,
  ],
  providers: [ImportUploads, ImportErrorReport, Uploads, EntitiesGateway, EntityWatchers],
})
export class EntitiesHttpModule {}
