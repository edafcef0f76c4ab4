import { ENTITY_INCLUDES } from '@bureau/contracts';
import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsISO8601,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
const INCLUDE = new RegExp(`^(?:${ENTITY_INCLUDES.join('|')})(?:,(?:${ENTITY_INCLUDES.join('|')}))*$`);
/** Characters. */
const MAX_REASON = 500;
const MAX_FIELDS = 200;
const MAX_FIELD = 500;

export class GetEntityQuery {
  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'The record as it stood then (RFC 3339).',
  })
  @IsOptional()
  @Matches(RFC_3339, { message: '$property must be a time such as 2026-11-22T09:14:00Z' })
  @IsISO8601({ strict: true, strictSeparator: true })
  as_of?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'The record as it stood in this version.',
  })
  @IsOptional()
  @Matches(/^[1-9]\d{0,8}$/, { message: '$property must be a whole number from 1' })
  as_of_version?: string;

  @ApiPropertyOptional({
    type: String,
    description: `Comma list of ${ENTITY_INCLUDES.join(', ')}; of the record as it is now only.`,
  })
  @IsOptional()
  @Matches(INCLUDE, { message: `$property must be a comma list of ${ENTITY_INCLUDES.join(', ')}` })
  include?: string;
}

export class RestoreVersionDto {
  @ApiPropertyOptional({ type: String, maxLength: MAX_REASON })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_REASON)
  reason?: string;
}

export class ReviewFieldsDto {
  @ApiPropertyOptional({
    type: [String],
    maxItems: MAX_FIELDS,
    description: 'A column or metadata.<path>, with everything below it; all where absent.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_FIELDS)
  @IsString({ each: true })
  @MaxLength(MAX_FIELD, { each: true })
  fields?: string[];
}
