import { Module } from '@nestjs/common';
import { EntitiesModule } from './entities.module';
import { EntitiesController } from './http/entities.controller';
import { EntityRelationsController } from './http/entity-relations.controller';
import { EntityReportsController } from './http/entity-reports.controller';
import { ImportsController } from './http/imports.controller';
import { Uploads } from './http/uploads';
import { EntitiesGateway } from './live/entities.gateway';
import { ImportUploads } from './imports/upload/import-uploads.service';

/** What the API adds to records. */
@Module({
  imports: [EntitiesModule],
  controllers: [EntityReportsController, ImportsController, EntitiesController, EntityRelationsController],
  providers: [ImportUploads, Uploads, EntitiesGateway],
})
export class EntitiesHttpModule {}
