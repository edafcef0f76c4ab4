import {
  CHANGE_OPERATIONS,
  type ChangeOperation,
  type ChangeSetGroup,
  type ChangeSetItem,
  type FieldChange,
  type JsonObject,
  type JsonValue,
} from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { JsonValueProperty } from './json-value.property';

class FieldChangeView implements FieldChange {
  @ApiProperty({ type: String })
  field!: string;

  @JsonValueProperty({ description: 'Null where it is absent.' })
  from!: JsonValue;

  @JsonValueProperty()
  to!: JsonValue;
}

/** One item of a change set as the OpenAPI document shows it. */
export class ChangeSetItemView implements ChangeSetItem {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ enum: CHANGE_OPERATIONS })
  operation!: ChangeOperation;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Null for a create until it is committed.' })
  entity_id!: number | null;

  @ApiProperty({ type: String, nullable: true })
  entity_name!: string | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Null for creates and relations.' })
  base_version!: number | null;

  @ApiProperty({ type: [FieldChangeView] })
  changes!: FieldChangeView[];

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  evidence!: JsonObject | null;

  @ApiProperty({ enum: ['approve', 'reject'], nullable: true })
  decision!: 'approve' | 'reject' | null;

  @ApiPropertyOptional({
    type: String,
    description: 'Why the caller may not see all of it, and so cannot approve it.',
  })
  blocked?: string;
}

/** Items that make the same change, as the OpenAPI document shows them. */
export class ChangeSetGroupView implements ChangeSetGroup {
  @ApiProperty({ enum: CHANGE_OPERATIONS })
  operation!: ChangeOperation;

  @ApiProperty({ type: String, nullable: true })
  field!: string | null;

  @JsonValueProperty()
  from!: JsonValue;

  @JsonValueProperty()
  to!: JsonValue;

  @ApiProperty({ type: 'integer' })
  count!: number;
}
