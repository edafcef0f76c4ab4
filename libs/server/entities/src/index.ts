export { recordAccess, visibleLive, visibleRecords, type VisibleRecords } from './access/record-access';
export {
  CHANGE_SET_COLUMNS,
  CHANGE_SET_RESOURCE,
  type ChangeSetRow,
} from './change-sets/change-set.resource';
export { EntitiesHttpModule } from './entities-http.module';
export { EntitiesJobsModule } from './entities-jobs.module';
export { EntitiesModule } from './entities.module';
export { withRelationErrors } from './entity.errors';
export { BatchConformance } from './types/batch-conformance';
export { EntitiesService } from './entities.service';
export { type EntityPatch, type NewEntity } from './entity-input';
export { ENTITY_LIST, LIVE } from './persistence/entity.list';
export { ENTITY_RESOURCE } from './persistence/entity.resource';
export { RELATION_LIST, RELATION_RESOURCE, type RelationRow } from './persistence/relation.resource';
export { type AggregateRequest } from './reading/aggregate';
export { AGGREGATE_FUNCTIONS, type AggregateFunction } from './reading/aggregate-terms';
export { type DuplicateGroup, type DuplicatesRequest } from './reading/duplicates';
export { HISTORY_LIST } from './memory/history.list';
export { EntityHistoryService } from './memory/entity-history.service';
export { EntityReportsService } from './reading/entity-reports.service';
export { ImportsService } from './imports/imports.service';
export { RelationsService, type NewRelation } from './relations/relations.service';
export { planColumns } from './imports/csv/csv-header';
export { csvRows } from './imports/csv/csv-rows';
export { recordOfRow } from './imports/csv/record-of-row';
