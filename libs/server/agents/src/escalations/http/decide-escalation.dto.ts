import { type DecideEscalation } from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';

const DECISIONS = ['approve', 'reject', 'retry', 'dismiss', 'answer'] as const;

export class DecideEscalationDto implements DecideEscalation {
  /** `approve` or `reject` an approval, `retry` or `dismiss` a failure or a limit, `answer` a question. */
  @ApiProperty({ enum: DECISIONS })
  @IsIn(DECISIONS)
  decision!: DecideEscalation['decision'];

  @IsOptional()
  @IsString()
  @Length(1, 10_000)
  answer?: string;

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  reason?: string;
}
