import {
  ACTOR_TYPES,
  type AuditActor,
  type EntityRelation,
  type JsonObject,
  RELATION_TYPES,
  type RelationType,
} from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { type EntityHistoryEntry } from '../reading/entity-history.service';

const OBJECT = { type: 'object', additionalProperties: true } as const;
const NULLABLE_ID = { type: 'integer', nullable: true } as const;

/** For the OpenAPI document: how two records belong together. */
export class EntityRelationView implements EntityRelation {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: 'integer' })
  source_id!: number;

  @ApiProperty({ type: 'integer' })
  target_id!: number;

  @ApiProperty({ enum: RELATION_TYPES })
  relation_type!: RelationType;

  @ApiProperty(OBJECT)
  metadata!: JsonObject;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String })
  source_name!: string;

  @ApiProperty({ type: String })
  target_name!: string;
}

export class HistoryActorView {
  @ApiProperty({ enum: ACTOR_TYPES })
  type!: AuditActor['type'];

  @ApiProperty({ type: String, nullable: true })
  name!: string | null;
}

/** For the OpenAPI document: one step in the life of a record. */
export class EntityHistoryView implements EntityHistoryEntry {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  timestamp!: string;

  @ApiProperty({ type: String, examples: ['entity.update'] })
  action!: string;

  @ApiProperty(NULLABLE_ID)
  entity_version!: number | null;

  @ApiProperty({ ...OBJECT, nullable: true })
  old_values!: JsonObject | null;

  @ApiProperty({ ...OBJECT, nullable: true })
  new_values!: JsonObject | null;

  @ApiProperty(NULLABLE_ID)
  user_id!: number | null;

  @ApiProperty({ type: HistoryActorView })
  actor!: HistoryActorView;

  @ApiProperty(NULLABLE_ID)
  approved_by!: number | null;

  @ApiProperty(NULLABLE_ID)
  agent_task_id!: number | null;

  @ApiProperty(NULLABLE_ID)
  change_set_id!: number | null;
}
