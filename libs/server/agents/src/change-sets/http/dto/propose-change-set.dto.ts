import {
  CHANGE_OPERATIONS,
  type ChangeOperation,
  type JsonObject,
  type JsonValue,
  type ProposeChangeSet,
} from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  Allow,
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsPositive,
  IsString,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { MAX_ITEMS } from '../../change-sets.service';
import { JsonValueProperty } from '../json-value.property';
import { MAX_CHANGES, MAX_FIELD, MAX_REASON } from './limits';

export class ProposedChangeDto {
  @ApiProperty({
    type: String,
    maxLength: MAX_FIELD,
    description:
      'name, description, status, type, metadata or metadata.{path}; of a relation relation_type and target_id.',
  })
  @IsString()
  @Length(1, MAX_FIELD)
  field!: string;

  @JsonValueProperty({ description: 'What the field becomes: any JSON value; null empties it.' })
  @Allow()
  to!: JsonValue;
}

export class ProposedItemDto {
  @ApiProperty({ enum: CHANGE_OPERATIONS })
  @IsIn(CHANGE_OPERATIONS)
  operation!: ChangeOperation;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'The record; the source of a relation. Absent for a create.',
  })
  @IsOptional()
  @IsInt()
  @IsPositive()
  entity_id?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'The version that the proposal was made from.' })
  @IsOptional()
  @IsInt()
  @IsPositive()
  base_version?: number;

  @ApiPropertyOptional({ type: [ProposedChangeDto], maxItems: MAX_CHANGES })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_CHANGES)
  @ValidateNested({ each: true })
  @Type(() => ProposedChangeDto)
  changes?: ProposedChangeDto[];

  @ApiPropertyOptional({ type: String, maxLength: MAX_REASON })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_REASON)
  reason?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  @IsOptional()
  @IsObject()
  evidence?: JsonObject;
}

export class ProposeChangeSetDto implements ProposeChangeSet {
  @ApiProperty({ type: String, minLength: 1, maxLength: 255 })
  @IsString()
  @Length(1, 255)
  title!: string;

  @ApiPropertyOptional({ type: String, maxLength: MAX_REASON })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_REASON)
  reason?: string;

  @ApiProperty({ type: [ProposedItemDto], minItems: 1, maxItems: MAX_ITEMS })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_ITEMS)
  @ValidateNested({ each: true })
  @Type(() => ProposedItemDto)
  items!: ProposedItemDto[];

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'At most 30 days ahead; 7 days where absent.',
  })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  expires_at?: string;
}
