import {
  ENTITY_STATUSES,
  type RememberedEntity,
  type EntityStatus,
  type JsonObject,
} from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FieldProvenanceView, PendingChangeView } from './entity-memory.view';

/** A record as the OpenAPI document shows it. */
export class EntityView implements RememberedEntity {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: String, nullable: true })
  description!: string | null;

  @ApiProperty({ enum: ENTITY_STATUSES })
  status!: EntityStatus;

  @ApiProperty({ type: String, nullable: true })
  type!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  metadata!: JsonObject;

  @ApiProperty({ type: 'integer', nullable: true })
  owner_id!: number | null;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  updated_at!: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Only in the trash.' })
  deleted_at?: string;

  @ApiPropertyOptional({ type: [FieldProvenanceView], description: 'With include=provenance.' })
  provenance?: FieldProvenanceView[];

  @ApiPropertyOptional({
    type: [PendingChangeView],
    description: 'With include=pending: open proposals that the caller may see.',
  })
  pending?: PendingChangeView[];
}
