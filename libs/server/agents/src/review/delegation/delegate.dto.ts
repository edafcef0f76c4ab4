import { type DelegateCandidate, type DelegateDecision } from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsPositive, IsString, Length, Max, MaxLength } from 'class-validator';

const MAX_INT = 2_147_483_647;
const MAX_REASON = 2_000;
const MAX_NAME = 255;

/** Body of `POST …/delegate`. */
export class DelegateDto implements DelegateDecision {
  @ApiProperty({ type: 'integer', description: 'An active person who may decide.' })
  @IsInt()
  @IsPositive()
  @Max(MAX_INT)
  user_id!: number;

  @ApiPropertyOptional({ type: String, maxLength: MAX_REASON })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_REASON)
  reason?: string;
}

export class DelegatesQuery {
  @ApiPropertyOptional({ type: String, maxLength: MAX_NAME, description: 'Part of the name.' })
  @IsOptional()
  @IsString()
  @Length(1, MAX_NAME)
  q?: string;
}

/** Somebody to whom the decision can be passed on, as the OpenAPI document shows it. */
export class DelegateCandidateView implements DelegateCandidate {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: String })
  full_name!: string;
}
