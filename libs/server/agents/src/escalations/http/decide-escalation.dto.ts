import { type DecideEscalation, ESCALATION_DECISIONS, type TaskLimits } from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, Length, MaxLength, ValidateNested } from 'class-validator';
import { TaskLimitsDto } from '../../http/dto/task-limits.dto';

export class DecideEscalationDto implements DecideEscalation {
  @ApiProperty({
    enum: ESCALATION_DECISIONS,
    description:
      'approve or reject an approval, answer a question, retry or dismiss a failure; at a limit raise it, finish with what there is, or cancel the task.',
  })
  @IsIn(ESCALATION_DECISIONS)
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

  @ApiPropertyOptional({
    type: TaskLimitsDto,
    description: 'With raise: the new limits; the one that was reached is doubled where absent.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => TaskLimitsDto)
  limits?: Partial<TaskLimits>;
}
