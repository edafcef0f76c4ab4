import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BulkBatch } from './bulk/bulk-batch.service';
import { BulkSingles } from './bulk/bulk-singles.service';
import { BulkService } from './bulk/bulk.service';
import { EntitiesService } from './entities.service';
import { ImportsService } from './imports/imports.service';
import { ImportPreviews } from './imports/preview/import-previews.service';
import { ImportClosing } from './imports/run/import-closing';
import { EntityRelationTable } from './persistence/entity-relation.table';
import { EntityTypeTable } from './persistence/entity-type.table';
import { EntityTable } from './persistence/entity.table';
import { ImportChunkTable } from './persistence/import-chunk.table';
import { ImportErrorTable } from './persistence/import-error.table';
import { ImportJobTable } from './persistence/import-job.table';
import { ImportRowTable } from './persistence/import-row.table';
import { RelationTypeTable } from './persistence/relation-type.table';
import { EntityHistoryService } from './memory/entity-history.service';
import { EntityProvenance } from './memory/entity-provenance.service';
import { EntityVersions } from './memory/entity-versions.service';
import { EntityReportsService } from './reading/entity-reports.service';
import { RelationTypesService } from './relations/relation-types.service';
import { RelationsService } from './relations/relations.service';
import { BatchConformance } from './types/batch-conformance';
import { EntityTypesService } from './types/entity-types.service';
import { TypeCatalogue } from './types/type-catalogue';

const TABLES = [
  EntityTable,
  EntityRelationTable,
  EntityTypeTable,
  RelationTypeTable,
  ImportJobTable,
  ImportChunkTable,
  ImportRowTable,
  ImportErrorTable,
];

const SERVICES = [
  TypeCatalogue,
  BatchConformance,
  EntityTypesService,
  RelationTypesService,
  BulkService,
  EntitiesService,
  EntityReportsService,
  EntityHistoryService,
  EntityVersions,
  EntityProvenance,
  RelationsService,
  ImportsService,
  ImportPreviews,
  ImportClosing,
];

/** Records, their relations and imports, without any way in from outside. */
@Module({
  imports: [TypeOrmModule.forFeature(TABLES)],
  providers: [...SERVICES, BulkBatch, BulkSingles],
  exports: SERVICES,
})
export class EntitiesModule {}
