import { type DecideChangeSet, type JsonValue } from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  Allow,
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsPositive,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { MAX_ITEMS } from '../../change-sets.service';
import { JsonValueProperty } from '../json-value.property';
import { MAX_CHANGES, MAX_FIELD, MAX_REASON } from './limits';

const DECISIONS = ['approve', 'reject'] as const;
type Decision = (typeof DECISIONS)[number];

export class KeptChangeDto {
  @ApiProperty({ type: String, maxLength: MAX_FIELD })
  @IsString()
  @Length(1, MAX_FIELD)
  field!: string;

  @JsonValueProperty({ required: false, description: 'The value as edited; as proposed where absent.' })
  @Allow()
  to!: JsonValue;
}

export class ItemDecisionDto {
  @ApiProperty({ type: 'integer' })
  @IsInt()
  @IsPositive()
  id!: number;

  @ApiProperty({ enum: DECISIONS })
  @IsIn(DECISIONS)
  decision!: Decision;

  @ApiPropertyOptional({ type: [KeptChangeDto], description: 'Keeps only these fields of the item.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_CHANGES)
  @ValidateNested({ each: true })
  @Type(() => KeptChangeDto)
  changes?: KeptChangeDto[];
}

export class DecideChangeSetDto implements DecideChangeSet {
  @ApiProperty({ enum: DECISIONS })
  @IsIn(DECISIONS)
  decision!: Decision;

  @ApiPropertyOptional({ type: [ItemDecisionDto], description: 'Exceptions from the decision.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_ITEMS)
  @ValidateNested({ each: true })
  @Type(() => ItemDecisionDto)
  items?: ItemDecisionDto[];

  @ApiPropertyOptional({ type: String, maxLength: MAX_REASON })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_REASON)
  reason?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'The hash that was looked at; 409 if the set is another by now.',
  })
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  payload_hash?: string;
}

export class RevertChangeSetDto {
  @ApiPropertyOptional({ type: String, maxLength: MAX_REASON })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_REASON)
  reason?: string;
}
