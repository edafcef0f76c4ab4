import {
  CHANGE_OPERATIONS,
  type ChangeOperation,
  type JsonObject,
  type JsonValue,
  type ProposeChangeSet,
} from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';
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

const MAX_CHANGES = 100;
const MAX_REASON = 2_000;

export class FieldChangeDto {
  /** A column of the record, or `metadata.<path>`; a relation has `relation_type` and `target_id`. */
  @IsString()
  @Length(1, 500)
  field!: string;

  /** What the field becomes; null empties it. */
  @ApiProperty({ nullable: true, type: Object })
  @Allow()
  to!: JsonValue;
}

export class ProposedItemDto {
  @ApiProperty({ enum: CHANGE_OPERATIONS })
  @IsIn(CHANGE_OPERATIONS)
  operation!: ChangeOperation;

  /** The record; the source of a relation. Absent for a create. */
  @IsOptional()
  @IsInt()
  @IsPositive()
  entity_id?: number;

  /** The version that the proposal was made from. */
  @IsOptional()
  @IsInt()
  @IsPositive()
  base_version?: number;

  @ApiProperty({ type: [FieldChangeDto], required: false })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_CHANGES)
  @ValidateNested({ each: true })
  @Type(() => FieldChangeDto)
  changes?: FieldChangeDto[];

  @IsOptional()
  @IsString()
  @MaxLength(MAX_REASON)
  reason?: string;

  @ApiProperty({ type: Object, required: false })
  @IsOptional()
  @IsObject()
  evidence?: JsonObject;
}

export class ProposeChangeSetDto implements ProposeChangeSet {
  @IsString()
  @Length(1, 255)
  title!: string;

  @IsOptional()
  @IsString()
  @MaxLength(MAX_REASON)
  reason?: string;

  @ApiProperty({ type: [ProposedItemDto] })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_ITEMS)
  @ValidateNested({ each: true })
  @Type(() => ProposedItemDto)
  items!: ProposedItemDto[];

  /** At most 30 days ahead; 7 days where absent. */
  @ApiProperty({ format: 'date-time', required: false })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  expires_at?: string;
}
