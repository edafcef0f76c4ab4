import { type EntityRelation, type JsonObject, RELATION_TYPES, type RelationType } from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';

const OBJECT = { type: 'object', additionalProperties: true } as const;

/** For the OpenAPI document: how two records belong together. */
export class EntityRelationView implements EntityRelation {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: 'integer' })
  source_id!: number;

  @ApiProperty({ type: 'integer' })
  target_id!: number;

  @ApiProperty({ type: String, examples: [...RELATION_TYPES] })
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
