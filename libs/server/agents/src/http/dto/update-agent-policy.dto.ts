import { type AgentSettings } from '@bureau/contracts';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsOptional, ValidateNested } from 'class-validator';
import { AutoApproveRuleDto } from './auto-approve-rule.dto';
import { DailyLimitsDto, TaskLimitsDto } from './task-limits.dto';

/** More rules than this nobody oversees. */
const MAX_RULES = 100;

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

  @ApiPropertyOptional({
    type: [AutoApproveRuleDto],
    maxItems: MAX_RULES,
    description: 'What it changes without a person. The offline model changes nothing so.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_RULES)
  @ValidateNested({ each: true })
  @Type(() => AutoApproveRuleDto)
  auto_approve?: AutoApproveRuleDto[];
}
