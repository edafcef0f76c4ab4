import { type AgentSettings } from '@bureau/contracts';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsOptional, ValidateNested } from 'class-validator';
import { DailyLimitsDto, TaskLimitsDto } from './task-limits.dto';

/** Body of `PUT /agents/{name}/policy`; what is left out stays, an object that is given replaces the old one. */
export class UpdateAgentPolicyDto implements Partial<AgentSettings> {
  @ApiPropertyOptional({ type: Boolean, description: 'Switched off, it takes no tasks.' })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;

  @ApiPropertyOptional({ type: TaskLimitsDto, description: 'The most that one task of it may use.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => TaskLimitsDto)
  limits?: TaskLimitsDto;

  @ApiPropertyOptional({
    type: DailyLimitsDto,
    description: 'The most that all of its tasks may use in a day.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => DailyLimitsDto)
  daily_limits?: DailyLimitsDto;
}
