import { Module } from '@nestjs/common';
import { EntitiesModule } from './entities.module';
import { EntityExportService } from './exports/entity-export.service';
import { EntitiesController } from './http/entities.controller';
import { EntityBulkController } from './http/entity-bulk.controller';
import { RelationTypesController } from './http/relation-types.controller';
import { EntityTypesController } from './http/entity-types.controller';
import { EntityMemoryController } from './http/entity-memory.controller';
import { EntityRelationsController } from './http/entity-relations.controller';
import { EntityExportController } from './http/entity-export.controller';
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
    EntityExportController,
    EntityBulkController,
    EntityTypesController,
    RelationTypesController,
    ImportsController,
    EntitiesController,
    EntityRelationsController,
    EntityMemoryController,
  ],
  providers: [
    ImportUploads,
    ImportErrorReport,
    EntityExportService,
    Uploads,
    EntitiesGateway,
    EntityWatchers,
  ],
})
export class EntitiesHttpModule {}
