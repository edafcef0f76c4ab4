import { Module } from '@nestjs/common';
import { EntitiesModule } from './entities.module';
import { EntitiesController } from './http/entities.controller';
import { EntityRelationsController } from './http/entity-relations.controller';
import { EntityReportsController } from './http/entity-reports.controller';

/** What the API adds to records. Reports come first: their paths would be read as ids otherwise. */
@Module({
  imports: [EntitiesModule],
  controllers: [EntityReportsController, EntitiesController, EntityRelationsController],
})
export class EntitiesHttpModule {}
