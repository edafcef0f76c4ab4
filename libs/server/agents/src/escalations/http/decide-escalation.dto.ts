import { type DecideEscalation } from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';

const DECISIONS = ['approve', 'reject', 'retry', 'dismiss', 'answer'] as const;

export class DecideEscalationDto implements DecideEscalation {
  @ApiProperty({
    enum: DECISIONS,
    description: 'approve or reject an approval, retry or dismiss a failure or a limit, answer a question.',
  })
  @IsIn(DECISIONS)
  decision!: DecideEscalation['decision'];

  @ApiPropertyOptional({ type: String, maxLength: 10_000, description: 'To a question.' })
  @IsOptional()
  @IsString()
  @Length(1, 10_000)
  answer?: string;

  @ApiPropertyOptional({ type: String, maxLength: 2_000 })
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  reason?: string;
}
