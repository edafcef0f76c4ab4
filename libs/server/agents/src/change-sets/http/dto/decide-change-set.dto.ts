import { type DecideChangeSet, type JsonValue } from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';
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

const DECISIONS = ['approve', 'reject'] as const;
type Decision = (typeof DECISIONS)[number];

export class KeptChangeDto {
  @IsString()
  @Length(1, 500)
  field!: string;

  /** The value as edited; as proposed where absent. */
  @ApiProperty({ nullable: true, required: false, type: Object })
  @Allow()
  to!: JsonValue;
}

export class ItemDecisionDto {
  @IsInt()
  @IsPositive()
  id!: number;

  @ApiProperty({ enum: DECISIONS })
  @IsIn(DECISIONS)
  decision!: Decision;

  /** Keeps only these fields of the item. */
  @ApiProperty({ type: [KeptChangeDto], required: false })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => KeptChangeDto)
  changes?: KeptChangeDto[];
}

export class DecideChangeSetDto implements DecideChangeSet {
  @ApiProperty({ enum: DECISIONS })
  @IsIn(DECISIONS)
  decision!: Decision;

  /** Exceptions from `decision`. */
  @ApiProperty({ type: [ItemDecisionDto], required: false })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_ITEMS)
  @ValidateNested({ each: true })
  @Type(() => ItemDecisionDto)
  items?: ItemDecisionDto[];

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  reason?: string;

  /** The hash that was looked at; 409 if the set is another by now. */
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  payload_hash?: string;
}

export class RevertChangeSetDto {
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  reason?: string;
}
