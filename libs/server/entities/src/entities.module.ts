import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EntitiesService } from './entities.service';
import { ImportsService } from './imports/imports.service';
import { EntityRelationTable } from './persistence/entity-relation.table';
import { EntityTypeTable } from './persistence/entity-type.table';
import { EntityTable } from './persistence/entity.table';
import { ImportChunkTable } from './persistence/import-chunk.table';
import { ImportJobTable } from './persistence/import-job.table';
import { RelationTypeTable } from './persistence/relation-type.table';
import { EntityHistoryService } from './reading/entity-history.service';
import { EntityReportsService } from './reading/entity-reports.service';
import { RelationsService } from './relations/relations.service';

const TABLES = [
  EntityTable,
  EntityRelationTable,
  EntityTypeTable,
  RelationTypeTable,
  ImportJobTable,
  ImportChunkTable,
];

const SERVICES = [
  EntitiesService,
  EntityReportsService,
  EntityHistoryService,
  RelationsService,
  ImportsService,
];

/** Records, their relations and imports, without any way in from outside. */
@Module({
  imports: [TypeOrmModule.forFeature(TABLES)],
  providers: SERVICES,
  exports: SERVICES,
})
export class EntitiesModule {}
