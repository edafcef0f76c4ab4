import { type DecideChangeSets, MAX_BATCH_DECISIONS } from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsPositive,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { MAX_REASON } from './limits';

const DECISIONS = ['approve', 'reject'] as const;

class SeenChangeSetDto {
  @ApiProperty({ type: 'integer' })
  @IsInt()
  @IsPositive()
  id!: number;

  @ApiProperty({ type: 'integer', description: 'The version that was looked at.' })
  @IsInt()
  @IsPositive()
  version!: number;
}

/** Body of `POST /change-sets/decisions`. */
export class DecideChangeSetsDto implements DecideChangeSets {
  @ApiProperty({ type: [SeenChangeSetDto], minItems: 1, maxItems: MAX_BATCH_DECISIONS })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_BATCH_DECISIONS)
  @ValidateNested({ each: true })
  @Type(() => SeenChangeSetDto)
  items!: SeenChangeSetDto[];

  @ApiProperty({ enum: DECISIONS })
  @IsIn(DECISIONS)
  decision!: 'approve' | 'reject';

  @ApiPropertyOptional({ type: String, maxLength: MAX_REASON })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_REASON)
  reason?: string;
}
