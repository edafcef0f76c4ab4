import { type Agent, type AgentPolicy, type DailyLimits, type TaskLimits } from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { AutoApproveRuleDto } from './dto/auto-approve-rule.dto';
import { DailyLimitsDto, TaskLimitsDto } from './dto/task-limits.dto';

class AgentToolView {
  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: String })
  description!: string;
}

export class AgentPolicyView implements AgentPolicy {
  @ApiProperty({ type: Boolean, description: 'Its changes are proposals that people decide.' })
  requires_approval!: boolean;

  @ApiProperty({ type: 'integer', description: 'Most records of one proposal.' })
  max_items!: number;

  @ApiProperty({ type: Boolean, description: 'Switched off, it takes no tasks.' })
  enabled!: boolean;

  @ApiProperty({ type: TaskLimitsDto, description: 'The most that one task of it may use.' })
  limits!: Partial<TaskLimits>;

  @ApiProperty({
    type: DailyLimitsDto,
    description: 'The most that all of its tasks may use in a day (UTC).',
  })
  daily_limits!: DailyLimits;

  @ApiProperty({ type: [AutoApproveRuleDto], description: 'What it changes without a person.' })
  auto_approve!: AutoApproveRuleDto[];

  @ApiProperty({ type: 'integer' })
  version!: number;
}

/** An agent as the OpenAPI document shows it. */
export class AgentView implements Agent {
  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: String })
  role!: string;

  @ApiProperty({ type: [String] })
  responsibilities!: string[];

  @ApiProperty({ type: [AgentToolView] })
  tools!: AgentToolView[];

  @ApiProperty({ type: String, description: '`offline` for the rule-based model.' })
  model!: string;

  @ApiProperty({ type: AgentPolicyView })
  policy!: AgentPolicyView;
}
